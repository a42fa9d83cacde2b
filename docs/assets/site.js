"use strict"

// What the theme lacks: a search that waits until it is wanted, menu and search by keyboard, copy buttons.
// It runs before the theme's own script, whose document$ speaks on every page, also after instant navigation.

// The list of pages, by which the theme changes pages without loading anything anew, names the address that the site was
// built for: here it names the one at which this copy is read, whatever that is.
function here(request, address) {
  Object.defineProperties(request, {
    responseType: { set() {} }, // text, not the blob that the theme asks for
    response: {
      get() {
        const built = /<loc>(.*?)<\/loc>/.exec(this.responseText)?.[1] // of the first page
        return new Blob([this.responseText.replaceAll(`<loc>${built}`, `<loc>${address}`)], { type: "application/xml" })
      },
    },
  })
}

// The search is the largest thing that the theme loads: its worker and its index wait until the search is touched.
{
  const touched = new Promise(resolve => {
    const touch = ({ target }) => target.closest(".md-search, .find, [for=__search]") && resolve()
    document.addEventListener("focusin", touch)
    document.addEventListener("pointerover", touch)
    if (/[?&][hq]=/.test(location.search)) resolve() // words to mark, or to look for
  })
  const { open, send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (String(url).endsWith("/search/search_index.json")) this.send = () => touched.then(() => send.call(this))
    if (String(url).endsWith("/sitemap.xml")) here(this, new URL(".", url))
    return open.call(this, method, url, ...rest)
  }
  const Worker = window.Worker
  window.Worker = class extends EventTarget {
    constructor(url, options) {
      if (options) return new Worker(url, options) // not the search's
      super()
      const there = new URL(url, location.href) // now: the page may be another when it is touched
      this.worker = touched.then(() => new Worker(there))
      this.worker.then(worker => worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }))))
    }
    postMessage(data) {
      this.worker.then(worker => worker.postMessage(data))
    }
  }
}

// The theme asks, for each page anew, to be told when the window gets wider or narrower than a limit, and never takes
// that back: all pages that were ever opened would be kept. It is taken back here, but for the first page, where the
// theme also asks for what stays.
const asked = []
{
  const { addListener } = MediaQueryList.prototype
  MediaQueryList.prototype.addListener = function (listener) {
    asked.push([this, listener])
    addListener.call(this, listener)
  }
}

// The list of contents follows what is read, which the theme marks there. Its own way to follow, toc.follow, keeps all
// pages that were ever opened.
const marked = new MutationObserver(() => {
  const read = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link--active")].at(-1)
  const list = read?.closest(".md-sidebar__scrollwrap")
  if (!list) return
  const { top, bottom } = read.getBoundingClientRect(), { top: above, bottom: below } = list.getBoundingClientRect()
  if (top < above || bottom > below) list.scrollBy({ top: (top + bottom - above - below) / 2 })
})

// A fold that is closed is not printed. The theme, which opens all of them for that, hears of it later.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.fold:not([open])")) fold.classList.add("unprinted")
})
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll(".unprinted")) fold.classList.remove("unprinted")
})

// The first tap on a term shows its sentence, the second leads to the glossary. A mouse and keys see it before.
{
  let tapped = null
  addEventListener("pointerdown", ({ pointerType }) => { tapped = pointerType === "mouse" ? null : document.activeElement }, true)
  addEventListener("click", event => {
    const term = event.target.closest?.(".nn-term")
    if (!term || !event.detail || tapped === null || tapped === term) return // event.detail: not by a key
    event.preventDefault()
    event.stopPropagation()
    term.focus({ preventScroll: true })
  }, true)
}

// Escape shuts what a mark or a term shows, until it is pointed at or reached again.
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return
  for (const open of document.querySelectorAll(":is(.nn-mark, .nn-term):is(:hover, :focus)")) {
    open.classList.add("nn-shut")
    for (const left of ["pointerleave", "blur"]) open.addEventListener(left, () => open.classList.remove("nn-shut"), { once: true })
  }
})

// What one types: of a session, the lines with prompts, without the prompts.
function program(text) {
  const lines = text.trimEnd().split("\n")
  if (!lines.some(line => line.startsWith(">>> "))) return lines.join("\n") + "\n"
  const typed = lines.filter(line => /^(>>>|\.\.\.)( |$)/.test(line))
  return typed.map(line => line.slice(4) + "\n").join("")
}

function addCopyButton(code) {
  const box = code.closest(".highlight")
  const button = document.createElement("button")
  button.className = "copy"
  button.type = "button"
  button.textContent = "Copy"
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(program(box.example ? box.example.source.value : code.textContent)) // as edited, see run.js
    button.textContent = "Copied"
    setTimeout(() => (button.textContent = "Copy"), 2000)
  })
  box.append(button)
}

// The line that installs nnref, where the build knew no address: this copy of the site has the wheel too.
function install() {
  const line = document.querySelector(".nn-install code"), link = document.querySelector(".nn-install a[href$='.whl']")
  if (link && location.protocol !== "file:" && !line.textContent.includes("//")) line.textContent = `pip install ${link.href}\n`
}

// The place that the address names stays in view while what stands above it gets its buttons and figures: WebKit does not
// see to that itself. It is let go at the first press or key, and where the reader scrolls away.
function hold(signal) {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!place) return
  const end = document.documentElement, margin = parseFloat(getComputedStyle(place).scrollMarginTop)
  const there = () => Math.abs(place.getBoundingClientRect().top - margin) < 4 || scrollY + innerHeight > end.scrollHeight - 4
  let held = there()
  const grown = new ResizeObserver(() => { if (held && !there()) place.scrollIntoView({ behavior: "instant" }) })
  const release = () => grown.disconnect()
  const scrolled = () => {
    if (held && !there()) release()
    held ||= there() // the browser goes there late
  }
  grown.observe(document.querySelector("[data-md-component=content]"))
  addEventListener("scroll", scrolled, { passive: true, signal })
  for (const act of ["pointerdown", "keydown"]) addEventListener(act, release, { signal })
  signal.addEventListener("abort", release)
}

const resized = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else target.removeAttribute("tabindex")
  }
})

// The theme opens menu and search by labels, which work without scripts, but not by keyboard: buttons take their place.
function pressable(label, className, name) {
  const button = document.createElement("button")
  const toggle = label.control
  button.className = `md-header__button md-icon ${className}`
  button.type = "button"
  button.ariaLabel = name
  button.append(...label.childNodes)
  button.addEventListener("click", () => toggle.click())
  label.replaceWith(button)
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !toggle.checked || className !== "menu") return
    toggle.click()
    button.focus()
  })
}

addEventListener("DOMContentLoaded", () => {
  pressable(document.querySelector(".md-header__button[for=__drawer]"), "menu", "Menu")
  pressable(document.querySelector(".md-header__button[for=__search]"), "find", "Search")
  let content, visit, lasting = Infinity, before = 0 // of what was asked: for the first page, and up to the page before this
  document$.subscribe(() => {
    if (!content?.isConnected) content?.remove() // of the first page: the theme keeps its menu, and all that hangs on it
    content = document.querySelector("[data-md-component=content]")
    const { hash } = location
    if (visit && hash.includes("=")) scrollTo({ top: 0, behavior: "instant" }) // settings: no place that the theme would go to
    if (before > lasting) for (const [query, listener] of asked.splice(lasting, before - lasting)) query.removeListener(listener)
    setTimeout(() => { // the theme has asked by then
      before = asked.length
      lasting = Math.min(lasting, before)
    })
    for (const label of document.querySelectorAll(".md-nav__container > label, .md-nav__title[for^=__nav]")) label.tabIndex = 0 // Enter presses it
    install()
    visit?.abort()
    visit = new AbortController()
    hold(visit.signal)
    if (navigator.clipboard) document.querySelectorAll(".highlight pre > code").forEach(addCopyButton)
    marked.disconnect()
    const list = document.querySelector(".md-sidebar--secondary")
    if (list) marked.observe(list, { subtree: true, attributeFilter: ["class"] })
    resized.disconnect()
    for (const box of document.querySelectorAll("div.arithmatex, .md-typeset__scrollwrap, pre > code")) resized.observe(box)
  })
})
