// The deck: reveal.js shows the sections, and S opens a window with what the teacher says, which follows the slides.
// The address chooses a form of it, such as ?short; what is not in every form names its own in data-forms.
import Reveal from "../reveal/reveal.mjs"
import { setup } from "./explorable.mjs"

const address = new URLSearchParams(location.search)
const form = ["short", "activations"].find(name => address.has(name)) ?? "whole" // scripts/website/slides.py has the names
const channel = new BroadcastChannel(`nnref-slides-${form}`)
const every = [...document.querySelectorAll(".slides > section")]
const minutes = section => Number(section.querySelector("aside.notes")?.dataset.minutes ?? 0)

for (const link of document.querySelectorAll(".headerlink")) link.remove()
const other = part => part && !(part.dataset.forms ?? form).split(" ").includes(form)
for (const section of every) if (other(section.querySelector("aside"))) section.remove()
for (const part of document.querySelectorAll("[data-forms]")) {
  if (other(part)) part.remove()
  else part.removeAttribute("data-forms")
}
const sections = every.filter(section => section.isConnected)

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
  for (const link of document.querySelectorAll(".nn-deck-help a[href$='slides.pdf']"))
    if (form !== "whole") link.href = link.href.replace(".pdf", `-${form}.pdf`)
  const deck = new Reveal({
    width: 1280, height: 720, margin: 0.06, hash: true, center: false,
    transition: "none", controls: false, slideNumber: "c/t",
    keyboard: {
      38: () => row(-1), 40: () => row(1), // up and down
      83: () => open(form === "whole" ? "?notes" : `?${form}&notes`, "nnref-notes", "width=920,height=720"), // S
    },
  })
  const row = by => { // of the overview, which is a grid (slides.css)
    const columns = getComputedStyle(deck.getSlidesElement()).gridTemplateColumns.split(" ").length
    if (deck.isOverview()) deck.slide(Math.max(0, Math.min(sections.length - 1, deck.getIndices().h + by * columns)))
  }
  const into = () => deck.isOverview() && deck.getCurrentSlide().scrollIntoView({ block: "nearest" })
  deck.on("overviewshown", into)
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
    into()
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

address.has("notes") ? notes() : show()
