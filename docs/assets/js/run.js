// Gives the examples, figures, steps and playground of a page their controls. Everything else comes on first use.
// A plain script, not a module: browsers load no module from disk, and this one has to say why nothing runs there.
(() => {
  const here = document.currentScript.src
  const use = name => import(new URL(name, here))
  const make = (tag, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes)
    element.append(...children)
    return element
  }
  const control = textContent => make("button", { type: "button", className: "nn-button", textContent })
  const fromDisk = location.protocol === "file:"
  const FROM_DISK = "These pages were opened from disk, and browsers do not start Python from there. "
    + "In the folder of the pages run “python3 -m http.server”, then open http://localhost:8000/."
  const KEYS = "Control and Enter run it. Tab indents once you type; Escape, then Tab, leaves."
  const EXAMPLES = ".highlight:is(.language-python, .language-pycon)"
  const edits = new Map() // what the reader wrote into an example is there again when the page is
  let manifest

  function alone(action) { // what a click does; from disk, why it cannot
    return async event => {
      try {
        if (fromDisk) throw new Error("no module is loaded from disk")
        await action(event)
      } catch (error) {
        const box = event.target.closest(".nn-example, figure, .nn-playground") ?? event.target.parentElement
        const out = box.querySelector(".nn-why") ?? box.appendChild(make("p", { className: "nn-why", role: "alert" }))
        out.textContent = fromDisk ? FROM_DISK : error.message
      }
    }
  }

  function editor(box, label, run) { // the code of a box can be edited; Control and Enter press the button run
    const kind = box.matches(".language-pycon") ? "pycon" : "python"
    const code = box.querySelector("pre > code"), pre = code.parentElement
    const original = code.textContent.replace(/\n*$/, "\n")
    const value = original.slice(0, -1)
    const source = make("textarea", { value, spellcheck: false, autocomplete: "off", wrap: "off", rows: 1 })
    const self = { box, kind, code, source, original, html: code.innerHTML }
    source.setAttribute("aria-label", label)
    source.setAttribute("aria-describedby", "nn-keys")
    source.setAttribute("autocapitalize", "off")
    const frame = make("div", { className: "nn-code" })
    pre.replaceWith(frame)
    frame.append(pre, source)
    code.setAttribute("aria-hidden", "true")
    code.removeAttribute("tabindex")
    const edit = async () => fromDisk || (await use("examples.mjs")).edit(self)
    source.addEventListener("focus", edit, { once: true })
    source.addEventListener("keydown", event => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      run.click()
    })
    source.addEventListener("input", () => {
      if (!self.editing) code.textContent = source.value + "\n" // colors come with examples.mjs
    })
    if (!document.getElementById("nn-keys"))
      (box.closest("article") ?? document.body).append(make("p", { id: "nn-keys", hidden: true, textContent: KEYS }))
    return self
  }

  function example(box, number) {
    const button = (text, hidden = false) => Object.assign(control(text), { hidden, ariaLabel: `${text} example ${number}` })
    const run = button("Run")
    const self = Object.assign(editor(box, `Example ${number}, Python`, run), {
      number, run, stop: button("Stop", true), reset: button("Reset", true),
      state: make("span", { className: "nn-state" }), out: make("div", { className: "nn-out", hidden: true }),
    })
    self.state.setAttribute("role", "status")
    box.example = self
    box.classList.add("nn-example")
    self.run.onclick = alone(async () => (await use("examples.mjs")).run(self))
    self.reset.onclick = alone(async () => (await use("examples.mjs")).reset(self))
    const { source, code, original } = self, key = `${location.pathname} ${number} ${original}`
    self.forget = () => edits.delete(key)
    source.addEventListener("input", () => {
      self.reset.hidden = false
      edits.set(key, source.value)
    })
    if (edits.has(key)) {
      source.value = edits.get(key)
      code.textContent = source.value + "\n"
      self.reset.hidden = false
    }
    const bar = make("div", { className: "nn-bar" })
    bar.append(self.run, self.stop, self.reset, self.state)
    box.append(bar, self.out)
  }

  async function exercises(page, signal) { // also where there is no Python: choices and numbers need none
    const shown = () => page.querySelectorAll(".nn-predict").forEach(one => one.classList.add("nn-seen"))
    try {
      if (fromDisk) throw new Error(FROM_DISK)
      const { setup } = await use("exercises/index.mjs")
      if (!signal.aborted) await setup(page, signal, editor)
    } catch (error) {
      shown() // nothing may stay hidden
      const why = fromDisk ? FROM_DISK : "The exercises could not be loaded: the site does not answer."
      for (const said of page.querySelectorAll(".nn-exercise > .nn-said")) said.textContent = why
      for (const section of page.querySelectorAll(".nn-exercise")) section.classList.add("nn-as-printed")
    }
  }

  async function play(playground, signal) { // what was recorded plays also where there is no Python
    const say = text => { playground.querySelector(".nn-message").textContent = text }
    if (fromDisk) return say(FROM_DISK)
    const parts = await use("playground/index.mjs").catch(() => null)
    if (!parts) say("The playground could not be loaded: the site does not answer.")
    else if (!signal.aborted) parts.setup(playground, signal)
  }

  async function setup(signal) { // signal: the reader goes to another page
    const page = document.querySelector("[data-md-component=content]") ?? document.body
    if (page.querySelector(".nn-exercise, .nn-predict, .nn-practice")) exercises(page, signal)
    const frames = page.querySelector(".nn-embeds")
    if (frames && !fromDisk) use("frames.mjs").then(({ setup }) => setup(frames), () => {})
    const stepped = page.querySelectorAll(".nn-steps:not(.nn-stepping)")
    if (stepped.length && !fromDisk)
      use("steps.mjs").then(({ setup }) => stepped.forEach(setup), () => {}) // it stays a list
    const lab = page.querySelector(".lab-output") // it needs scripts, which the browser lacks, and shows its outputs
    const boxes = lab ? [] : [...page.querySelectorAll(EXAMPLES)]
      .filter(box => !box.example && !box.closest(".doc-signature, .mkdocstrings-source, .nn-exercise"))
    const marks = lab ? [] : page.querySelectorAll(".nn-mark[data-expr]")
    const checks = page.querySelector(".nn-checks")
    if (checks && !fromDisk) use("checks.mjs").then(({ list }) => list(checks, page.querySelectorAll(".nn-mark")), () => {})
    const last = location.pathname.split("/").filter(part => part && part !== "index.html").pop()
    const name = last?.replace(/\.html$/, "")
    const figure = page.querySelector(`a.full-size > img[src$="figures/${CSS.escape(name ?? "")}.svg"]`)?.parentElement
    const playground = page.querySelector(".nn-playground")
    if (!boxes.length && !marks.length && !figure && !playground) return
    manifest ??= fromDisk ? {} : fetch(new URL("../py/runtime.json", here), { cache: "no-cache" })
      .then(answer => answer.json()).catch(() => ({ why: "the site does not answer" }))
    if (playground) play(playground, signal)
    const { why } = await manifest
    if (signal.aborted) return
    if (why) {
      for (const place of page.querySelectorAll(".nn-needs-python"))
        place.textContent = `This copy of the site was built without Python: ${why}`
      return
    }
    boxes.forEach((box, i) => example(box, i + 1))
    for (const mark of marks)
      mark.addEventListener("click", alone(async () => (await use("examples.mjs")).mark(mark)))
    if (figure && getComputedStyle(document.body).getPropertyValue(`--nn-${name}`)) { // of an activation
      const start = control("Move along the curve")
      start.classList.add("nn-try")
      start.onclick = alone(async () => (await use("living.mjs")).start(figure, name, start, signal))
      const place = figure.closest("figure") ?? figure.parentElement
      place.append(start)
    }
  }

  function explore() { // what needs no Python; without it the still picture stays
    const places = fromDisk ? [] : document.querySelectorAll("[data-explore]")
    if (places.length) use("explorable.mjs").then(({ setup }) => places.forEach(place => setup(place, editor)), () => {})
  }

  let visit = new AbortController()
  function arrive() { // on the first page, and on each that instant navigation puts in its place
    visit.abort()
    visit = new AbortController()
    setup(visit.signal)
    explore()
  }
  const { classList } = document.documentElement
  if (classList.contains("nn-embed")) // a piece of the page, in a frame: nobody goes to another page there
    use("embed.mjs").then(({ show }) => show()).catch(() => classList.remove("nn-embed")).then(arrive)
  else if (window.document$ && !fromDisk) window.document$.subscribe(arrive)
  else addEventListener("DOMContentLoaded", arrive)
})()
