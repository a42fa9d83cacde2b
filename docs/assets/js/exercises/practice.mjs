// The page of all exercises: what is solved, what to look at again, a set for a class.

import { byHand, frame } from "../frames.mjs"
import { make } from "./say.mjs"
import { due, forget, solved, watch } from "./store.mjs"

const KINDS = { number: "Give a number", choose: "Choose", order: "Put in order", mark: "Mark on a curve", code: "Write code", bug: "Find the bug" }

export function practice(box, signal) {
  const links = [...box.querySelectorAll("[data-practice]")], id = link => link.dataset.practice
  const button = (text, act) => Object.assign(make("button", { type: "button", className: "nn-button" }, text), { onclick: act })
  const said = make("p", { className: "nn-said" })
  said.setAttribute("role", "status")
  const kinds = make("select", { id: "nn-kind" }, make("option", { value: "" }, "all"))
  for (const kind of new Set(links.map(link => link.dataset.kind))) kinds.append(make("option", { value: kind }, KINDS[kind]))
  const which = make("select", { id: "nn-which" }, ...["all", "not solved", "to look at again", "solved"].map(text => make("option", { value: text }, text)))
  const whole = button("Show all exercises", () => { location.hash = "" })
  const states = new Map(links.map(link => {
    const state = make("small", { className: "nn-solved" }), pick = make("input", { type: "checkbox", ariaLabel: `${link.textContent}: into the set` })
    link.parentElement.prepend(pick, " ")
    link.parentElement.append(" ", state)
    return [link, { state, pick }]
  }))
  const set = () => {
    const found = location.hash.match(/^#set=(.+)$/)
    return found && decodeURIComponent(found[1]).split(",")
  }
  const picked = () => links.filter(link => states.get(link).pick.checked)
  const copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text)
      said.textContent = `${what} is copied.`
    } catch {
      const area = byHand(text, what)
      said.replaceChildren(`${what}, to copy by hand: `, area)
      area.select()
    }
  }
  const copySolved = () => {
    const done = links.filter(link => solved(id(link)))
    const lines = [`Solved ${done.length} of ${links.length} exercises, ${new Date().toISOString().slice(0, 10)}`, ...done.map(link => `${id(link)}: ${link.textContent}`)]
    copy(lines.join("\n") + "\n", "What you solved")
  }
  const withSet = use => () => {
    if (picked().length) use(picked())
    else said.replaceChildren("Check the boxes of the exercises for the set first.")
  }
  const copySet = withSet(some => {
    const link = new URL(location)
    link.hash = `set=${some.map(id).join(",")}`
    copy(link.href, `The link to ${some.length} exercises`)
  })
  const copyFrames = withSet(some => {
    const frames = some.map(link => frame(link.href, id(link), link.textContent, link.dataset.kind))
    copy(frames.join("\n"), `The code that embeds ${some.length} exercises`)
  })
  const remove = button("Delete all of it", () => {
    if (remove.textContent === "Delete all of it") remove.textContent = "Really delete"
    else {
      forget()
      remove.textContent = "Delete all of it"
      said.textContent = "Nothing is remembered any more."
    }
  })
  remove.onblur = () => { remove.textContent = "Delete all of it" }
  const count = make("p", { className: "nn-left" })
  const label = (text, field) => [make("label", { htmlFor: field.id }, text), field]
  box.prepend(count, make("div", { className: "nn-controls" }, ...label("Kind", kinds), ...label("Show", which)),
    make("div", { className: "nn-controls" }, button("Copy what I solved", copySolved), button("Copy a link to the checked ones", copySet),
      button("Copy the embed code of the checked ones", copyFrames), remove, whole), said)

  function show() {
    const chosen = set(), unknown = chosen?.filter(name => !links.some(link => id(link) === name)) ?? []
    const inSet = links.filter(link => !chosen || chosen.includes(id(link)))
    for (const link of links) {
      const state = due(id(link)) ? "to look at again" : solved(id(link)) ? "solved" : "not solved"
      states.get(link).state.textContent = { solved: "✓ solved", "to look at again": "↻ look at it again" }[state] ?? ""
      const asked = (!kinds.value || kinds.value === link.dataset.kind) && (which.value === "all" || which.value === state)
      link.parentElement.hidden = !(inSet.includes(link) && asked)
    }
    for (const list of box.querySelectorAll("ul")) {
      list.hidden = [...list.children].every(item => item.hidden)
      if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = list.hidden
    }
    const again = inSet.filter(link => due(id(link))).length
    count.textContent = `${inSet.filter(link => solved(id(link))).length} of ${inSet.length} exercises${chosen ? " of this set" : ""} are solved`
      + (again ? `, ${again} to look at again.` : ".") + (unknown.length ? ` There is no exercise ${unknown.join(", ")} here.` : "")
    whole.hidden = !chosen
  }
  kinds.onchange = which.onchange = show
  addEventListener("hashchange", show, { signal })
  watch(show, signal)
  show()
}
