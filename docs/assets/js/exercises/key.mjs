// A teacher's key to a set: below each exercise what is right, and its solution, as its page has them.

import { make, shown } from "./say.mjs"

const RIGHT = { // what is known of an answer, and the labels of choices or items, in words
  number: ({ answer }) => shown(answer),
  choose: ({ right }, labels) => right.map(i => labels[i]).join("; "),
  order: ({ right }, labels) => right.map(i => labels[i]).join(", "),
  mark: ({ answer }) => [...new Set(answer.map(end => shown(end)))].join(" to "),
}
const pages = new Map() // address: the page

async function read(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(answer.statusText)
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}

export async function answer(link) {
  const item = link.parentElement
  if (item.querySelector(".nn-answered")) return
  const box = item.appendChild(make("div", { className: "nn-answered" }, "…"))
  const page = new URL(link.href), { practice, kind } = link.dataset
  page.search = page.hash = ""
  if (!pages.has(page.href)) pages.set(page.href, read(page))
  try {
    const section = (await pages.get(page.href)).getElementById(practice)
    const labels = [...section.querySelectorAll(".nn-choice > span, .nn-items > li > span")].map(label => label.textContent.trim())
    const right = RIGHT[kind]?.(JSON.parse(section.dataset.exercise), labels)
    const solution = section.querySelector(".nn-solution")
    for (const left of solution.querySelectorAll("summary, .nn-mark")) left.remove()
    for (const one of solution.querySelectorAll("[id]")) one.removeAttribute("id")
    for (const name of ["href", "src"])
      for (const one of solution.querySelectorAll(`[${name}]`)) one.setAttribute(name, new URL(one.getAttribute(name), page))
    box.replaceChildren(...right ? [make("p", {}, make("strong", {}, `Right: ${right}`))] : [], ...solution.childNodes)
  } catch {
    pages.delete(page.href)
    box.textContent = "The solution could not be loaded: the site does not answer."
    box.className = "" // so that it is tried again
  }
}
