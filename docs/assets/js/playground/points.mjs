// Points of the reader's own: by mouse or touch, by keyboard, as CSV.

import { call } from "../python.mjs"

const BOX = `<fieldset class="nn-classes"><legend>Class of the next point</legend>
  <label><input type="radio" name="nn-class" value="0" checked> 0, a circle</label>
  <label><input type="radio" name="nn-class" value="1"> 1, a triangle</label>
  <button type="button" class="nn-button nn-undo">Remove the last point</button>
  <button type="button" class="nn-button nn-none">Remove all points</button></fieldset>
  <label for="nn-csv">Points as CSV</label>
  <textarea id="nn-csv" rows="4" spellcheck="false" placeholder="0.5, -0.2, 1"></textarea>
  <div class="nn-bar"><button type="button" class="nn-button nn-use">Use these points</button>
  <label class="nn-file">Open a CSV file <input type="file" accept=".csv,text/csv,text/plain"></label></div>
  <div class="nn-csv-said" role="status"></div>`

export class Points {
  constructor(box, map, view, settings, on) { // on.changed() starts anew, on.moved() draws the cross
    Object.assign(this, { box, map, view, settings, on })
    box.innerHTML = BOX
    box.querySelector(".nn-undo").onclick = () => this.use(settings.own.slice(0, -1))
    box.querySelector(".nn-none").onclick = () => this.use([])
    const text = box.querySelector("textarea")
    box.querySelector(".nn-use").onclick = () => this.readCsv(text.value)
    box.querySelector("[type=file]").onchange = async ({ target: { files: [file] } }) => {
      if (file) this.readCsv(text.value = await file.text())
    }
    map.addEventListener("click", event => this.click(event))
    map.addEventListener("keydown", event => { if (this.press(event)) event.preventDefault() })
    map.addEventListener("blur", () => this.move(null))
  }

  use(points) {
    this.settings.put("data", "own")
    this.settings.own = points
    this.settings.arrange()
    this.on.changed()
  }

  add(x, y, label) { // the first point starts a set of its own
    const before = this.settings.get("data") === "own" ? this.settings.own : []
    this.use([...before, [Number(x.toFixed(3)), Number(y.toFixed(3)), label]])
  }

  get label() {
    return Number(this.box.querySelector("[name=nn-class]:checked").value)
  }

  click(event) {
    const { left, top, width, height } = this.map.getBoundingClientRect(), { reach } = this.view
    const x = reach * (2 * (event.clientX - left) / width - 1), y = reach * (1 - 2 * (event.clientY - top) / height)
    if (Math.abs(x) <= reach && Math.abs(y) <= reach) this.add(x, y, event.shiftKey ? 1 - this.label : this.label)
  }

  press({ key, shiftKey }) { // whether the key means something here
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key]
    const { reach, cross } = this.view, at = cross ?? [0, 0]
    if (direction) {
      const step = reach / (shiftKey ? 50 : 15)
      this.move(at.map((z, i) => Math.max(-reach, Math.min(reach, z + step * direction[i]))))
    } else if (key === "0" || key === "1") this.box.querySelector(`[name=nn-class][value="${key}"]`).checked = true
    else if (key === "Enter" || key === " ") {
      this.view.cross = at
      this.add(...at, this.label)
    } else return false
    return true
  }

  move(cross) {
    this.view.cross = cross
    this.on.moved()
  }

  async readCsv(text) {
    const said = this.box.querySelector(".nn-csv-said")
    try {
      const { points, wrong } = await call("playground.read_csv", text)
      said.replaceChildren(`${points.length} points${wrong.length ? `, and ${wrong.length} lines left out:` : "."}`)
      const lines = wrong.length > 10 ? [...wrong.slice(0, 10), `and ${wrong.length - 10} more`] : wrong
      if (lines.length) said.append(document.createElement("ul"))
      for (const line of lines) said.lastChild.appendChild(document.createElement("li")).textContent = line
      if (points.length) this.use(points)
    } catch (error) {
      said.textContent = error.message
    }
  }
}
