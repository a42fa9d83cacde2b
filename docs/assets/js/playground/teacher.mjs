// A teacher's link: it sets a task and hides controls. What it says is kept in the address.

import { copying, frame } from "../frames.mjs"

const PARTS = {
  training: ".nn-strip", data: ".nn-data, .nn-tools, .nn-own-points", network: ".nn-heads", code: ".nn-share", presets: ".nn-presets",
}

export class Teacher {
  constructor(root, page, settings, changed) { // changed(): the address is another
    Object.assign(this, { root, page, settings })
    this.box = root.querySelector(".nn-teach")
    this.task = this.box.querySelector("textarea")
    this.task.onchange = this.box.onchange = () => {
      const hidden = [...this.box.querySelectorAll(":checked")].map(({ value }) => value)
      const task = this.task.value.trim()
      settings.plan = { ...task && { task }, ...hidden.length && { hide: hidden.join(",") } }
      changed()
    }
    this.box.append(copying("Copy the embed code", () => {
      changed()
      return frame(location.href, "", this.task.value.trim() || "A network to train", "playground")
    }))
  }

  arrange() { // as the link says; returns what of it is not understood
    const { task = "", hide = "" } = this.settings.plan, names = hide.split(",").filter(Boolean)
    this.task.value = task
    this.page.querySelector(".nn-assignment").textContent = task
    for (const box of this.box.querySelectorAll("[type=checkbox]")) box.checked = names.includes(box.value)
    for (const [name, selector] of Object.entries(PARTS))
      for (const part of this.page.querySelectorAll(selector)) part.hidden = names.includes(name)
    const known = Object.keys(PARTS)
    return names.filter(name => !PARTS[name]).map(name => `hide=${name} (one can hide ${known.join(", ")})`)
  }
}
