// The square under the pointer: outside drawing it says what the network says there; in it, points are set and erased.

import { call } from "../python.mjs"
import { under } from "./map.mjs"

const BOX = `<button type="button" class="nn-button nn-none">Remove all points</button>
  <label for="nn-csv">Points as CSV</label>
  <textarea id="nn-csv" rows="4" spellcheck="false" placeholder="0.5, -0.2, 1"></textarea>
  <div class="nn-bar"><button type="button" class="nn-button nn-use">Use these points</button>
  <label class="nn-file">Open a CSV file <input type="file" accept=".csv,text/csv,text/plain"></label></div>
  <div class="nn-csv-said" role="status"></div>`
const NEAR = 12 // pixels from a point that the eraser still takes

export class Points {
  constructor({ box, tools, under, map, view, settings }, on) { // on.before(), on.changed(), on.moved(), on.said(text)
    Object.assign(this, { box, tools, place: under, map, view, settings, on })
    box.innerHTML = BOX
    box.querySelector(".nn-none").onclick = () => this.use([])
    const text = box.querySelector("textarea")
    box.querySelector(".nn-use").onclick = () => this.readCsv(text.value)
    box.querySelector("[type=file]").onchange = async ({ target: { files: [file] } }) => {
      if (file) this.readCsv(text.value = await file.text())
    }
    tools.onchange = () => this.arrange()
    map.addEventListener("click", event => this.click(event))
    map.addEventListener("pointermove", event => this.say(...this.where(event)))
    map.addEventListener("pointerleave", () => this.say())
    map.addEventListener("keydown", event => { if (this.press(event)) event.preventDefault() })
    map.addEventListener("blur", () => this.move(null))
  }

  get tool() { // "" inspects, "0" and "1" set a point of a class, "erase" takes one away
    return this.tools.querySelector(":checked").value
  }

  choose(tool) {
    this.tools.querySelector(`[value="${tool}"]`).checked = true
    this.arrange()
  }

  arrange() {
    this.map.dataset.tool = this.tool
  }

  use(points) {
    this.on.before()
    if (!this.theirs) {
      this.settings.put("data", "own")
      this.settings.put("held", 0) // each point that one sets is trained on
    }
    this.settings.own = points
    this.on.changed()
  }

  get theirs() { // whether the points are the reader's
    return this.settings.get("data") === "own"
  }

  get own() { // those to which one is added, or from which one is taken: of a data set the ones trained on
    const given = this.view.scene?.train ?? []
    return this.theirs ? this.settings.own : given.map(([x, y, label]) => [Number(x.toFixed(3)), Number(y.toFixed(3)), label])
  }

  act(x, y, tool) { // what the tool does at a place
    const now = this.theirs ? "" : " The points that were trained on are your own now."
    const all = this.own
    if (tool === "erase") {
      const far = ([a, b]) => Math.hypot(a - x, b - y), nearest = [...all].sort((a, b) => far(a) - far(b))[0]
      if (!nearest || far(nearest) > NEAR * 2 * this.view.reach / this.map.clientWidth) return
      this.use(all.filter(point => point !== nearest))
      this.on.said(`A point is gone, ${this.own.length} are left.${now}`)
    } else {
      const label = Number(tool)
      this.use([...all, [Number(x.toFixed(3)), Number(y.toFixed(3)), label]])
      this.on.said(`A ${label ? "triangle" : "circle"} at ${x.toFixed(2)}, ${y.toFixed(2)}; ${this.own.length} in all.${now}`)
    }
  }

  where({ clientX, clientY }) {
    const { left, top, width, height } = this.map.getBoundingClientRect(), { reach } = this.view
    return [reach * (2 * (clientX - left) / width - 1), reach * (1 - 2 * (clientY - top) / height)]
  }

  click(event) {
    const [x, y] = this.where(event), { reach } = this.view
    if (Math.abs(x) > reach || Math.abs(y) > reach) return
    const other = { 0: "1", 1: "0" }[this.tool]
    if (this.tool) this.act(x, y, event.shiftKey && other ? other : this.tool)
    else this.say(x, y)
  }

  press({ key, shiftKey }) { // whether the key means something here
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key]
    const { reach, cross } = this.view, at = cross ?? [0, 0]
    if (direction) {
      const step = reach / (shiftKey ? 50 : 15)
      this.move(at.map((z, i) => Math.max(-reach, Math.min(reach, z + step * direction[i]))))
    } else if (this.tool && (key === "0" || key === "1")) this.choose(key)
    else if (this.tool && (key === "Enter" || key === " ")) {
      this.view.cross = at
      this.act(...at, this.tool)
    } else return false
    return true
  }

  move(cross) {
    this.view.cross = cross
    if (cross) {
      this.say(...cross)
      this.on.said(this.place.textContent)
    }
    this.on.moved()
  }

  say(x, y) {
    this.place.textContent = x === undefined ? "" : under(this.view, x, y)
  }

  async readCsv(text) {
    const said = this.box.querySelector(".nn-csv-said")
    try {
      const { points, wrong } = await call("playground.read_csv", text)
      const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`
      const left = wrong.length ? `, and ${many(wrong.length, "line")} left out:` : "."
      said.replaceChildren(points.length ? many(points.length, "point") + left : "No point, so nothing was changed:")
      const lines = wrong.length > 10 ? [...wrong.slice(0, 10), `and ${wrong.length - 10} more`] : wrong
      if (lines.length) said.append(document.createElement("ul"))
      for (const line of lines) said.lastChild.appendChild(document.createElement("li")).textContent = line
      if (points.length) this.use(points)
    } catch (error) {
      said.textContent = error.message
    }
  }
}
