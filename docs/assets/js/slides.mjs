// The deck: reveal.js shows the sections, and S opens a window with what the teacher says, which follows the slides.
import Reveal from "../reveal/reveal.mjs"
import { setup } from "./explorable.mjs"

const channel = new BroadcastChannel("nnref-slides")
const sections = [...document.querySelectorAll(".slides > section")]
const minutes = section => Number(section.querySelector("aside.notes")?.dataset.minutes ?? 0)

for (const link of document.querySelectorAll(".headerlink")) link.remove()

function styled() { // reveal.js's style sheet, which hides all slides, comes with what shows them
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", media: "screen" })
  link.href = new URL("../reveal/reveal.css", import.meta.url)
  document.head.prepend(link)
  return new Promise(done => link.addEventListener("load", done))
}

// A figure that moves keeps the keys that move it while one of its controls has the focus; all others, such as the page
// keys of a remote control, and Escape, give the focus back to the slides.
const FIGURE = /^(Arrow|Home$|End$|Tab$|Shift$|Enter$| $)/

function figures() {
  document.querySelectorAll("[data-explore]").forEach(setup)
  for (const box of document.querySelectorAll(".nn-explorable")) {
    box.dataset.preventSwipe = "" // a finger drags, and does not turn the slides
    box.addEventListener("keydown", event => {
      const button = document.activeElement.matches("button")
      if (!FIGURE.test(event.key)) {
        event.preventDefault()
        document.activeElement.blur()
      }
      if (event.key === "Escape" || button && /^(Enter| )$/.test(event.key)) event.stopPropagation()
    })
  }
}

async function show() {
  await styled()
  const short = new URLSearchParams(location.search).has("short")
  for (const section of sections) if (short && section.querySelector("aside[data-long]")) section.remove()
  const deck = new Reveal({
    width: 1280, height: 720, margin: 0.06, hash: true, center: false,
    transition: "none", controls: false, slideNumber: "c/t", keyboard: { 83: () => open("?notes", "nnref-notes", "width=920,height=720") },
  })
  await deck.initialize()
  for (const image of document.images) image.loading = "eager" // so that no slide, and no sheet of paper, waits for it
  figures()
  const say = () => {
    const slide = sections.indexOf(deck.getCurrentSlide())
    document.documentElement.classList.toggle("first", slide === 0)
    channel.postMessage({ slide })
  }
  deck.on("slidechanged", () => {
    document.activeElement.blur()
    say()
  })
  say()
  channel.addEventListener("message", ({ data }) => {
    if (data.ask) say()
    if (data.go) data.go > 0 ? deck.next() : deck.prev()
  })
}

function time(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`
}

function notes() {
  document.documentElement.classList.add("notes")
  const make = (tag, className) => Object.assign(document.createElement(tag), { className })
  const speaker = make("main", "nn-speaker")
  const [clock, now, seen, said, next] = [make("p", "nn-clock"), make("h1"), make("div", "nn-seen"), make("div"), make("p")]
  now.setAttribute("aria-live", "polite")
  speaker.append(clock, now, said, next, seen)
  document.body.replaceChildren(speaker)
  const start = Date.now()
  let planned = 0
  setInterval(() => {
    clock.textContent = `${time((Date.now() - start) / 1000)} of a planned ${planned}:00 up to the end of this slide`
  }, 500)
  channel.addEventListener("message", ({ data }) => {
    const at = sections[data.slide]
    if (!at) return
    planned = sections.slice(0, data.slide + 1).reduce((sum, section) => sum + minutes(section), 0)
    now.textContent = at.querySelector("h1, h2").textContent
    said.replaceChildren(at.querySelector("aside.notes")?.cloneNode(true) ?? "")
    seen.replaceChildren(...[...at.children].filter(part => !part.matches("h1, h2, aside")).map(part => part.cloneNode(true)))
    const after = sections[data.slide + 1]
    next.textContent = after ? `Next: ${after.querySelector("h1, h2").textContent}` : "This is the last slide."
  })
  addEventListener("keydown", ({ key }) => {
    const go = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[key]
    if (go) channel.postMessage({ go })
  })
  channel.postMessage({ ask: true })
}

new URLSearchParams(location.search).has("notes") ? notes() : show()
