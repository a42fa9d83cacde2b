// A figure that moves: labelled controls and the reader's finger change some values, a picture shows what comes of
// them, and a sentence says it. First a question is asked, whose answer is then seen.
//
// Where a picture's link has data-explore="name" (in the page's source: ![…](…){ data-explore=name }), the figure that
// moves takes its place on the screen, or stands above it if it has the class nn-keep; on paper, from disk and without
// scripts only the still one is there. What it draws was computed with nnref when the site was built, in
// scripts/lecture/explorables/, and stands in assets/explorables/name.json:
//   picture  the module in explorables/ that draws
//   ask      { question, choices, right }, left out where the page has asked; task: what to find out
//   inputs   [{ name, label, form: "choice" or "range", options: [{ value, label }] or min, max, step, value }]
// and what the module needs. The module has
//   show(values, data, guessing)  { svg, said, found?, limits?, labels? }: markup of SVG, the sentence, whether the task
//                                 is done, for a range its last value that means something, and what it is called;
//                                 nothing is to be given away while the reader guesses
//   drag(part, [x, y], values, data)   optional: the values after a part with data-drag="part" was dragged to there
//   size     optional: [width, height] of the picture
// Where there is code, the reader's browser can run it: see starts.mjs.
// A value null of a range is its last one, wherever that is.

import { make } from "./exercises/say.mjs"
import { minus } from "./explorables/plot.mjs"

let count = 0
const TRIED = 10, ENDS = 6, FEW = 2000 // values of a range, ranges, and states that are tried to find the longest sentence
const LONG = 200 // sentences whose height is looked at

// Draw anew around what a finger holds, which has to stay: without it the browser ends the touch.
function redraw(svg, markup, held) {
  const next = svg.cloneNode(false)
  next.innerHTML = markup
  const nodes = [...next.childNodes]
  const i = held?.isConnected ? nodes.findIndex(({ tagName, dataset }) => tagName === held.tagName && dataset?.drag === held.dataset.drag) : -1
  if (i < 0) return svg.replaceChildren(...nodes)
  for (const { name, value } of nodes[i].attributes) held.setAttribute(name, value)
  for (const child of [...svg.childNodes]) if (child !== held) child.remove()
  held.before(...nodes.slice(0, i))
  held.after(...nodes.slice(i + 1))
}

const all = ({ min, max, step }) => Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => Number((min + i * step).toFixed(6)))

function* states(inputs) { // of all choices; for each of them some values of each range, and the ends of all together,
  // or all values of all ranges where these are few
  const first = Object.fromEntries(inputs.map(({ name, value }) => [name, value]))
  const joined = (some, name, values) => some.flatMap(one => values.map(value => ({ ...one, [name]: value })))
  const ranges = inputs.filter(({ form }) => form === "range")
    .map(({ name, options, ...range }) => [name, options?.map(({ value }) => value) ?? all(range)])
  let choices = [first]
  for (const { name, form, options } of inputs)
    if (form === "choice") choices = joined(choices, name, options.map(({ value }) => value))
  for (const one of choices) {
    yield one
    for (const [name, values] of ranges) {
      const every = Math.ceil(values.length / TRIED)
      for (let i = 0; i < values.length; i += every) yield { ...one, [name]: values[i] }
    }
    const few = ranges.reduce((count, [, values]) => count * values.length, 1) <= FEW
    let together = [one]
    for (const [name, values] of few ? ranges : ranges.slice(0, ENDS))
      together = joined(together, name, few ? values : [values[0], values.at(-1)])
    yield* together
  }
}

export function setup(place, editor) { // a box with the picture and the sentence of the first state, or the link of a still one
  const box = place.matches("a") ? make("div", { className: "nn-explorable" }) : place
  const name = place.dataset.explore
  if (box !== place) (place.closest("figure") ?? place.parentElement).before(box)
  delete place.dataset.explore // it is set up once
  box.dataset.of = name
  const near = new IntersectionObserver(entries => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    near.disconnect()
    start(box, name, editor).catch(() => (box === place ? box.querySelector("[inert]") : box)?.remove()) // the still one stays
  }, { rootMargin: "600px" })
  near.observe(box)
}

async function start(box, name, editor) {
  const answer = await fetch(new URL(`../explorables/${name}.json`, import.meta.url))
  if (!answer.ok) throw new Error(answer.statusText)
  const data = await answer.json()
  const picture = await import(`./explorables/${data.picture}.mjs`)
  const { show, drag, size = [360, 300] } = picture
  const still = box.querySelector("svg")
  let guessing = !still && Boolean(data.ask), before = "", held = null
  if (!still) {
    box.innerHTML = `<svg viewBox="0 0 ${size.join(" ")}" role="img"></svg><p class="nn-said" role="status"></p>`
    box.classList.add("nn-screen")
  }
  const svg = box.querySelector("svg"), said = box.querySelector(".nn-said")
  const words = make("span", { textContent: said.textContent }), found = make("b", { textContent: " Found." })
  said.replaceChildren(words)
  const values = Object.fromEntries(data.inputs.map(({ name, value }) => [name, value]))
  const follow = {} // the controls, to which a value that was dragged is told
  const task = make("p", { className: "nn-task" })

  function update() {
    const seen = show(values, data, guessing)
    redraw(svg, seen.svg, held)
    const sentence = before + seen.said
    svg.setAttribute("aria-label", seen.said)
    if (words.textContent !== sentence) words.textContent = sentence
    room(sentence)
    before = ""
    for (const [input, last] of Object.entries(seen.limits ?? {})) follow[input](values[input], last, seen.labels?.[input])
    if (!guessing && seen.found) task.append(found)
    else found.remove()
  }

  function tallest(sentences) { // it need not be the longest
    const lines = sentences.map(textContent => make("div", { textContent })), ruler = make("div", {}, ...lines)
    Object.assign(ruler.style, { position: "absolute", visibility: "hidden", width: `${said.clientWidth}px` })
    said.append(ruler)
    const heights = lines.map(line => line.offsetHeight)
    ruler.remove()
    return sentences[heights.indexOf(Math.max(...heights))]
  }

  function room(sentence) { // as much as the longest sentence needs, so that the controls stay where they are
    if (!guessing && sentence.length > (said.dataset.longest ?? "").length) said.dataset.longest = sentence
  }

  function set(changed) {
    for (const { name, form, min, max, step } of data.inputs) {
      if (!(name in changed)) continue
      let value = changed[name]
      if (form === "range" && step && value !== null)
        value = Number((min + step * Math.round((Math.min(max, Math.max(min, value)) - min) / step)).toFixed(6))
      values[name] = value
      follow[name](value)
    }
    update()
  }

  const choice = ({ name, label, options, value }) => {
    const group = `nn-explorable-${++count}`
    const inputs = options.map(option => {
      const input = make("input", { type: "radio", name: group, value: option.value, checked: option.value === value })
      input.addEventListener("change", () => set({ [name]: option.value }))
      return input
    })
    follow[name] = now => options.forEach((option, i) => { inputs[i].checked = option.value === now })
    const labels = inputs.map((input, i) => make("label", {}, input, options[i].label))
    return make("fieldset", {}, make("legend", { textContent: label }), ...labels)
  }

  const range = ({ name, label, options, min = 0, max = options?.length - 1, step = 1, value }) => {
    const id = `nn-explorable-${++count}`
    const input = make("input", { type: "range", id, min, max, step })
    const shown = make("span", { ariaHidden: "true" }) // the slider says it
    const written = called => { // in as much room as the longest needs
      shown.textContent = called
      shown.style.minWidth = `${Math.max(called.length, parseInt(shown.style.minWidth) || 0)}ch`
    }
    for (const tried of options?.map(option => option.label) ?? all({ min, max, step })) written(minus(tried))
    let last = max
    follow[name] = (now, limit = last, called = undefined) => {
      last = input.max = limit
      input.value = now === null ? limit : options ? options.findIndex(option => option.value === now) : now
      written(called ?? (options ? options[input.value].label : minus(Number(input.value))))
      input.setAttribute("aria-valuetext", shown.textContent)
    }
    input.addEventListener("input", () => {
      const now = Number(input.value)
      set({ [name]: options ? options[now].value : value === null && now >= last ? null : now })
    })
    follow[name](value)
    return make("div", {}, make("label", { htmlFor: id, textContent: label }), input, shown)
  }

  const forms = { choice, range }
  const controls = make("div", { className: "nn-explorable-controls" }, ...data.inputs.map(input => forms[input.form](input)))

  function reveal(sentence = "") {
    const inside = box.querySelector(".nn-ask")?.parentElement
    const focused = inside?.contains(document.activeElement)
    inside?.remove()
    guessing = false
    before = sentence
    box.querySelector("[inert]")?.remove()
    said.after(controls)
    const sentences = new Set()
    for (const tried of states(data.inputs)) {
      const { said, limits = {}, labels = {} } = show(tried, data, false)
      sentences.add(said)
      for (const input of Object.keys(labels)) follow[input](values[input], limits[input], labels[input])
    }
    said.dataset.longest = tallest([...sentences].sort((a, b) => b.length - a.length).slice(0, LONG))
    if (data.task && !still) {
      task.append(make("b", { textContent: "Try it. " }), data.task)
      controls.after(task)
    }
    update()
    if (focused) controls.querySelector("input:checked, input[type=range]").focus({ preventScroll: true })
  }

  function question({ question, choices, right }) {
    const button = (textContent, action) => {
      const made = make("button", { type: "button", className: "nn-button", textContent })
      made.addEventListener("click", action)
      return made
    }
    const answers = choices.map((choice, i) => button(choice, () =>
      reveal(i === right ? `Right: ${choice}. ` : `You guessed: ${choice}. It is: ${choices[right]}. `)))
    return make("div", { role: "group", ariaLabel: "Guess first" }, make("p", { className: "nn-ask", textContent: question }),
      make("div", { className: "nn-answers" }, ...answers), make("div", { className: "nn-answers" }, button("Just show me", () => reveal()),
        "You may skip the guess: one click shows it."))
  }

  if (drag) {
    const to = event => {
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse())
      set(drag(held.dataset.drag, [x, y], values, data))
    }
    svg.addEventListener("pointerdown", event => {
      held = guessing || event.button ? null : event.target.closest("[data-drag]")
      if (!held) return
      svg.setPointerCapture(event.pointerId)
      to(event)
    })
    svg.addEventListener("touchstart", event => { // a handle is dragged, and not the page; along a curve it may go up and down
      if (!guessing && event.target.closest(".nn-handle")) event.preventDefault()
    }, { passive: false })
    svg.addEventListener("pointermove", event => { if (held) to(event) })
    for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { held = null })
  }

  box.classList.add("nn-live")
  if (guessing) {
    svg.before(question(data.ask))
    update()
  } else reveal()
  if (data.code) (await import("./starts.mjs")).add(box, data, values, update, editor)
}
