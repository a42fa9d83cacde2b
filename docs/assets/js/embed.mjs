// A piece of a page in a frame on another: ?embed=ID shows the exercise, prediction or figure with this id, or the
// figure that moves with this name; ?embed, on the page of the playground, shows that. Below it a line leads to the page.
// The page is hidden from its head on (overrides/main.html), and what is shown is marked here (stylesheets/embed.css).

import { make } from "./exercises/say.mjs"

function find(page, id) { // [elements that are shown, their class]
  if (!id) return [[...page.querySelectorAll(".nn-playground, p.nn-assignment:has(+ .nn-playground)")]]
  const named = document.getElementById(id)
  if (named?.matches(".nn-exercise, .nn-predict, figure"))
    return [[named], named.querySelector("[data-explore]:not(.nn-keep)") && "nn-moving"]
  const place = page.querySelector(`[data-explore="${CSS.escape(id)}"]`)
  if (!place) return [[]]
  return place.matches("a") ? [[place.closest("figure") ?? place.parentElement], "nn-moving nn-still"] : [[place]]
}

function open(element, page) { // what is around it, however far
  for (let around = element.parentElement; around !== page.parentElement; around = around.parentElement) {
    around.classList.add("nn-way")
    if (around.matches("details")) around.open = true
    if (around.matches(".nn-predict")) around.classList.add("nn-seen")
  }
}

// Links lead out of the frame, and to whole pages.
function leadOut(event) {
  const link = event.target.closest?.("a[href]")
  if (!link || link.hasAttribute("download")) return
  link.href = whole(link.href)
  link.target = "_blank"
  link.rel = "noopener"
}

function whole(address) {
  const page = new URL(address)
  if (page.origin === location.origin) page.searchParams.delete("embed")
  return page.href
}

export function show() {
  const page = document.querySelector("article"), id = new URLSearchParams(location.search).get("embed")
  const [pieces, kind] = find(page, id)
  const title = [...page.querySelector("h1").childNodes].filter(part => !part.matches?.(".headerlink"))
  const anchor = pieces[0]?.id && `#${pieces[0].id}`
  const link = make("a", { href: whole(location.href.replace(/#.*/, "") + (anchor ?? "")) }, ...title.map(part => part.textContent))
  const unknown = id ? `There is no exercise or figure “${id}” on the page ` : "The address does not say what to show of the page "
  const line = make("p", { className: "nn-from nn-piece" }, ...pieces.length ? ["From: ", link] : [unknown, link, "."])
  page.append(line)
  for (const piece of [line, ...pieces]) open(piece, page)
  for (const piece of pieces) piece.className += ` nn-piece ${kind ?? ""}`
  addEventListener("click", leadOut, true)
}
