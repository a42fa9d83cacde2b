// What can be taken away: a link to this network, and the program that trains it.

import { call } from "../python.mjs"

export class Share {
  constructor(box, settings, step, say) { // step(): of the network that is shown
    Object.assign(this, { settings, step, say, script: box.querySelector(".nn-script") })
    this.toggle = box.querySelector(".nn-code-button")
    this.toggle.onclick = async () => this.open(this.script.hidden && await this.writeCode())
    box.querySelector(".nn-link").onclick = () => this.copyLink()
  }

  async copyLink() {
    history.replaceState(history.state, "", this.settings.address(this.step()))
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
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

  update() { // the network has changed
    if (!this.script.hidden) this.writeCode()
  }
}
