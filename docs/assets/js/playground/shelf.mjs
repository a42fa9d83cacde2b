// Networks beside each other: those that were kept to compare, and ten starts from other seeds.

import { call } from "../python.mjs"
import { clear, colors, dots, image } from "./canvas.mjs"

const STARTS = 10, STEPS = 300 // and as many steps if none was taken yet

export class Shelf {
  constructor(box, on) { // on.state(), on.step(), on.picture(), on.open(state), on.say(sentence)
    Object.assign(this, { box, on })
    this.list = box.querySelector(".nn-shelf-list")
    this.said = box.querySelector(".nn-shelf-said")
    this.length = box.querySelector(".nn-starts-length")
    box.querySelector(".nn-keep").onclick = () => this.keep()
    box.querySelector(".nn-starts").onclick = () => this.starts()
    box.querySelector(".nn-clear").onclick = () => this.empty()
  }

  get steps() {
    return this.on.step() || STEPS
  }

  tell() { // how many steps ten starts would take now
    this.length.textContent = `of ${this.steps} step${this.steps === 1 ? "" : "s"} each`
  }

  empty() {
    this.run = null
    this.list.replaceChildren()
    this.said.textContent = ""
  }

  none() {
    this.said.textContent = "The network that is set is not there yet: wait until it is seen, or set points."
  }

  keep() { // the network that is shown
    const { numbers, map, scene } = this.on.picture() ?? {}
    if (!numbers) return this.none()
    this.add({ ...this.on.state(), step: numbers.step }, { ...numbers, map }, scene)
    const kept = this.list.querySelectorAll(":not(.nn-start) > button").length
    this.said.textContent = `${kept} kept. Change a setting and keep the next beside it.`
  }

  async starts() { // the same settings from ten seeds, in the place of ten starts before; what was kept stays
    const run = this.run = {}, state = { ...this.on.state(), step: this.steps }, { scene } = this.on.picture() ?? {}
    if (!scene) return this.none()
    for (const start of this.list.querySelectorAll(".nn-start")) start.remove()
    const shares = []
    for (let i = 0; i < STARTS; i++) {
      this.said.textContent = `Start ${i + 1} of ${STARTS}, ${state.step} steps each …`
      const one = { ...state, wseed: i }
      const result = await call("playground.another", one).catch(error => this.on.say(error.message))
      if (!result || run !== this.run) return
      this.add(one, { ...result, map: Uint8Array.from(result.map) }, scene).className = "nn-start"
      shares.push(result.heldAccuracy ?? result.accuracy)
    }
    shares.sort((a, b) => a - b)
    const kind = scene.held.length ? "held-out" : "training", middle = (shares[4] + shares[5]) / 2
    this.said.textContent = `Accuracy after ${state.step} steps, on ${kind} points: from ${percent(shares[0])} to `
      + `${percent(shares.at(-1))}, in the middle ${percent(middle)}. Press one to open it.`
  }

  add(state, numbers, scene) {
    const item = this.list.appendChild(document.createElement("li"))
    const button = item.appendChild(document.createElement("button"))
    const canvas = button.appendChild(document.createElement("canvas"))
    const accuracy = numbers.heldAccuracy ?? numbers.accuracy, loss = numbers.heldLoss ?? numbers.loss
    const text = `${title(state)}, step ${state.step}: ${percent(accuracy)}, loss ${loss?.toPrecision(3) ?? "–"}`
    button.append(text)
    Object.assign(button, { type: "button", onclick: () => this.on.open(state) })
    const ramps = colors(), [pen, side] = clear(canvas), { reach } = scene
    pen.drawImage(image(numbers.map, ramps.regions), 0, 0, side, side)
    pen.scale(0.5, 0.5)
    dots(pen, scene.train, (x, y) => [(x / reach + 1) * side, (1 - y / reach) * side], ramps)
    return item
  }
}

const percent = share => `${(100 * share).toFixed(1)} %`

function title({ layers, wseed, lr, l2 }) {
  const net = layers.map(([n, kind]) => `${n} ${kind.replace("_", " ")}`).join(", ")
  return `${net}, rate ${lr}${l2 ? `, λ ${l2}` : ""}, seed ${wseed}`
}
