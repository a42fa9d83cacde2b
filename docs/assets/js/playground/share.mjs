// What can be taken away: a link to this network, and the program that trains it. The address says what is seen.

import { call } from "../python.mjs"

const SELDOM = 2000 // milliseconds between two addresses while a network trains: browsers refuse more

export class Share {
  constructor(box, settings, step, say, signal) { // step(): of the network that is shown
    Object.assign(this, { settings, step, say, signal, script: box.querySelector(".nn-script") })
    this.path = location.pathname
    this.toggle = box.querySelector(".nn-code-button")
    this.toggle.onclick = async () => this.open(this.script.hidden && await this.writeCode())
    this.link = box.querySelector(".nn-link")
    this.link.onclick = () => this.copyLink()
    addEventListener("pagehide", () => this.address(), { signal })
    signal.addEventListener("abort", () => clearTimeout(this.timer))
  }

  address() {
    clearTimeout(this.timer)
    this.timer = 0
    if (this.signal.aborted || location.pathname !== this.path) return // instant navigation is on another page already
    const hash = this.settings.address(this.step())
    if (this.changed && location.hash !== hash) history.replaceState(history.state, "", hash)
  }

  async copyLink() {
    this.changed = true
    this.address()
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    this.link.textContent = copied ? "Link copied" : "See the address bar" // the message may be out of sight
    clearTimeout(this.again)
    this.again = setTimeout(() => { this.link.textContent = "Copy link" }, 2000)
    if (self !== top) return this.say(copied ? "The link is on the clipboard." : `The link: ${location.href}`) // in a frame
    this.say(copied ? "The link is in the address bar and on the clipboard." : "The link is in the address bar.")
  }

  async writeCode() { // whether there is some
    try {
      const { code, error } = await call("playground.code", { ...this.settings.read(), step: this.step() })
      this.script.firstElementChild.textContent = code ?? `# ${error}`
      return true
    } catch (error) {
      this.say(error.message)
      return false
    }
  }

  open(whether) {
    this.script.hidden = !whether
    this.toggle.setAttribute("aria-expanded", whether)
  }

  update(playing) { // the network has changed
    this.changed = true
    if (!playing) this.address()
    else if (!this.signal.aborted) this.timer ||= setTimeout(() => this.address(), SELDOM)
    if (!this.script.hidden && !playing) this.writeCode()
  }
}
