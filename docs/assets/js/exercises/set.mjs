// A page that was reached from a teacher's set, ?set=ID,ID in its address: below each exercise of the set the way on.
// Links have a target, since the theme's own way to another page forgets what is behind ?.

import { make } from "./say.mjs"

export async function beside(sections, ids, signal) {
  const home = new URL("../../../practice/", import.meta.url)
  const answer = await fetch(home)
  const list = new DOMParser().parseFromString(await answer.text(), "text/html")
  const links = [...list.querySelectorAll("[data-practice]")].filter(link => ids.includes(link.dataset.practice))
  if (signal.aborted) return
  for (const section of sections) {
    const at = links.findIndex(link => link.dataset.practice === section.id)
    if (at < 0) continue
    const next = links[at + 1], href = next && new URL(next.getAttribute("href"), home)
    if (href) href.search = `?set=${ids.join(",")}`
    home.hash = `set=${ids.join(",")}`
    section.append(make("p", { className: "nn-of-set" }, make("strong", {}, `${at + 1} of ${links.length} of your set`), " · ",
      ...href ? ["Next: ", make("a", { href, target: "_self" }, next.textContent), " · "] : [], make("a", { href: home }, "The whole set")))
  }
}
