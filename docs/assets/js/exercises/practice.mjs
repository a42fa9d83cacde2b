// The page of all exercises: what is solved, what to look at again, a set for a class.
// #set=ID,ID shows these alone, and their links lead to pages that lead on (set.mjs); #set=ID,ID&key shows the answers.

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
    link.parentElement.querySelector("small").after(" ", state)
    return [link, { state, pick, href: link.href }]
  }))
  const set = () => {
    const [, ids, key] = location.hash.match(/^#set=([^&]+)(&key)?$/) ?? []
    return { chosen: ids && decodeURIComponent(ids).split(","), key: Boolean(key) }
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
  const listed = () => {
    const { chosen } = set()
    return links.filter(link => !chosen || chosen.includes(id(link)))
  }
  const report = () => { // to be handed in
    const done = listed().filter(link => solved(id(link))), of = set().chosen ? " of this set" : ""
    const lines = [`Solved ${done.length} of ${listed().length} exercises${of}, ${new Date().toISOString().slice(0, 10)}`, ...done.map(link => `${id(link)}: ${link.textContent}`)]
    return lines.join("\n") + "\n"
  }
  const save = () => {
    const href = URL.createObjectURL(new Blob([report()], { type: "text/plain" }))
    make("a", { href, download: "solved.txt" }).click()
    setTimeout(() => URL.revokeObjectURL(href), 60e3)
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
  const teachers = [button("Copy a link to the checked ones", copySet), button("Copy the embed code of the checked ones", copyFrames)]
  box.prepend(count, make("div", { className: "nn-controls" }, ...label("Kind", kinds), ...label("Show", which)),
    make("div", { className: "nn-controls" }, button("Save what I solved", save), button("Copy what I solved", () => copy(report(), "What you solved")),
      ...teachers, remove, whole), said)

  function show() {
    const { chosen, key } = set(), inSet = listed()
    const unknown = chosen?.filter(name => !links.some(link => id(link) === name)) ?? []
    for (const part of [...teachers, ...links.map(link => states.get(link).pick)]) part.hidden = Boolean(chosen)
    for (const link of links) {
      const page = new URL(states.get(link).href)
      if (chosen) page.search = `?set=${chosen.join(",")}`
      link.href = page
      link.target = chosen ? "_self" : "" // the theme's own way to another page forgets what is behind ?
      const state = due(id(link)) ? "to look at again" : solved(id(link)) ? "solved" : "not solved"
      states.get(link).state.textContent = { solved: "✓ solved", "to look at again": "↻ look at it again" }[state] ?? ""
      const asked = (!kinds.value || kinds.value === link.dataset.kind) && (which.value === "all" || which.value === state)
      link.parentElement.hidden = !(inSet.includes(link) && asked)
    }
    for (const list of box.querySelectorAll("ul")) {
      list.hidden = [...list.children].every(item => item.hidden)
      const head = list.previousElementSibling
      if (!head?.matches("h2")) continue
      head.hidden = list.hidden
      for (const entry of document.querySelectorAll(`.md-nav--secondary [href$="#${head.id}"]`)) entry.parentElement.hidden = head.hidden
    }
    for (const answer of box.querySelectorAll(".nn-answered")) answer.hidden = !key
    if (key) import("./key.mjs").then(({ answer }) => inSet.forEach(answer))
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
