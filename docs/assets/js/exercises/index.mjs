// The exercises of a page: buttons, hints, what is said. How an answer is asked for and judged is a module for each kind.

import { make, words } from "./say.mjs"
import { left, remember, solved, watch } from "./store.mjs"

const MODULE = { choose: "answers", number: "answers", order: "answers", mark: "mark", draw: "draw", code: "code", bug: "code" }

async function kind(section) { // the function that makes a section of its kind live
  const { kind } = section.dataset, module = await import(`./${MODULE[kind]}.mjs`)
  return module[kind === "bug" ? "code" : kind]
}

export async function setup(page, signal, editor) { // signal: the reader leaves the page
  const found = selector => [...page.querySelectorAll(selector)]
  const sections = found(".nn-exercise"), predictions = found(".nn-predict"), lists = found(".nn-practice")
  const [kinds, guesses, { predict }, { practice }] = await Promise.all([
    Promise.all(sections.map(kind)), Promise.all(predictions.map(kind)),
    predictions.length ? import("./predict.mjs") : {}, lists.length ? import("./practice.mjs") : {},
  ])
  if (signal.aborted) return
  sections.forEach((section, i) => exercise(section, kinds[i], signal, editor))
  predictions.forEach((section, i) => predict(section, guesses[i]))
  for (const list of lists) practice(list, signal)
  if (sections.length) count(sections, signal)
  const set = new URLSearchParams(location.search).get("set")
  if (set) (await import("./set.mjs")).beside(sections, set.split(","), signal).catch(() => {}) // the page is complete without
}

function exercise(section, setup, signal, editor) {
  const buttons = Object.fromEntries([...section.querySelectorAll(".nn-controls > button")].map(one => [one.dataset.do, one]))
  const { Check: check, Hint: hint, Solution: solution, "Start again": again } = buttons
  const said = section.querySelector(".nn-said"), fold = section.querySelector(".nn-solution")
  const hints = [...section.querySelectorAll(".nn-hint")], feedback = [...section.querySelectorAll(".nn-feedback")]
  const verdict = make("div"), given = make("div")
  said.setAttribute("aria-atomic", "false")
  said.replaceChildren(verdict, given)
  const say = (state, ...parts) => {
    said.dataset.state = state
    verdict.replaceChildren(...parts)
  }
  let turn = 0
  const kind = setup({
    section, data: JSON.parse(section.dataset.exercise), check, editor, signal,
    moved: (...parts) => say("", ...parts), // the answer is another one
  })

  check.onclick = async () => {
    const mine = ++turn
    check.disabled = true
    try {
      const { ok, text, wrong, nothing } = await kind.judge(text => say("busy", text))
      if (mine !== turn) return
      if (nothing) return say("", text)
      const why = wrong === null || wrong === undefined ? [] : words(feedback[wrong])
      say(ok ? "right" : "wrong", make("p", {}, make("strong", {}, ok ? "Right." : "Not yet."), text ? ` ${text}` : ""), ...why)
      remember(section.id, ok)
    } catch (error) {
      if (mine === turn) say("wrong", error.message)
    } finally {
      check.disabled = false
      if (document.activeElement === document.body) check.focus({ preventScroll: true })
    }
  }
  let shown = 0
  if (hint) hint.onclick = () => {
    const label = hints.length > 1 ? `Hint ${shown + 1} of ${hints.length}: ` : "Hint: "
    given.append(make("div", { className: "nn-hinted" }, make("strong", {}, label), ...words(hints[shown++])))
    hint.disabled = shown === hints.length
  }
  solution.onclick = () => { fold.open = !fold.open }
  fold.ontoggle = () => solution.setAttribute("aria-expanded", fold.open)
  solution.setAttribute("aria-expanded", fold.open)
  again.onclick = () => {
    turn++
    shown = 0
    kind.reset()
    say("")
    given.replaceChildren()
    fold.open = false
    if (hint) hint.disabled = false
  }
  for (const button of Object.values(buttons)) button.disabled = false
  section.classList.add("nn-live")
}

function count(sections, signal) { // what is solved, and what is left on this page
  const note = make("p", { className: "nn-left" })
  sections.at(-1).after(note)
  const show = () => {
    const open = left(sections.map(section => section.id))
    for (const section of sections) {
      const title = section.querySelector(".nn-title"), mark = title.querySelector(".nn-solved")
      if (solved(section.id) && !mark) title.insertBefore(make("small", { className: "nn-solved" }, " ✓ solved"), title.querySelector(".headerlink"))
      else if (!solved(section.id)) mark?.remove()
    }
    const all = make("a", { href: new URL("../../../practice/", import.meta.url) }, "All exercises")
    const names = open.map(id => make("a", { href: `#${id}` }, sections.find(one => one.id === id).querySelector(".nn-title").firstChild.textContent.trim()))
    const done = `${sections.length - open.length} of ${sections.length} exercises on this page are solved. `
    note.replaceChildren(done, ...names.length && open.length < sections.length ? ["Left: ", ...names.flatMap((name, i) => i ? [", ", name] : [name]), ". "] : [], all)
  }
  show()
  watch(show, signal)
}
