// The network as the picture: inputs, units with their maps, output; lines for weights, by width and color.
// Each node is a button over the drawing: the arrow keys walk from one to the next.

import { clear, image } from "./canvas.mjs"

const LARGEST = 46, SMALLEST = 17, GAP = 5 // pixels of a node, and between nodes
const MOST = 700 // lines that are drawn

export class Net {
  constructor(box, chosen) { // chosen(node or null): it has the focus or the pointer
    Object.assign(this, { box, chosen, nodes: [] })
    this.canvas = box.querySelector("canvas")
    this.pinned = this.over = null
    box.onkeydown = event => { if (this.walk(event.key)) event.preventDefault() }
  }

  draw(view) {
    const { scene, colors } = view, [pen, width, height] = clear(this.canvas), size = `${width} ${height}`
    if (this.scene !== scene || this.size !== size) this.arrange(scene, width, height)
    this.size = size
    this.lines(pen, view)
    for (const node of this.nodes) this.node(pen, node, view, colors)
    if (view.beat) for (const node of this.nodes) write(pen, node, scene, view.beat, colors)
  }

  arrange(scene, width, height) {
    const before = this.pinned
    this.scene = scene
    this.nodes = places(scene.layers, width, height)
    this.buttons()
    this.pinned = before && this.nodes.find(({ layer, unit }) => layer === before.layer && unit === before.unit) || null
    this.over = null
    this.chosen(this.pinned)
    this.box.querySelectorAll(".nn-node").forEach((button, i) => {
      const { x, y, size } = this.nodes[i], side = Math.max(size, 20)
      Object.assign(button.style, {
        left: `${x - side / 2}px`, top: `${y - side / 2}px`, width: `${side}px`, height: `${side}px`,
      })
    })
  }

  buttons() { // one for each node; those that stay keep the focus
    const there = [...this.box.querySelectorAll(".nn-node")]
    there.slice(this.nodes.length).forEach(button => button.remove())
    this.nodes.forEach((node, i) => {
      node.button = there[i] ?? this.box.appendChild(this.button(i))
      node.button.setAttribute("aria-label", name(node, this.scene))
      node.button.tabIndex = node === this.nodes[this.at ?? 0] ? 0 : -1
    })
    if (!this.nodes[this.at]) this.focusable(0)
  }

  button(i) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "nn-node" })
    button.onpointerenter = ({ pointerType }) => { if (pointerType === "mouse") this.hover(this.nodes[i]) }
    button.onpointerleave = () => this.hover(null)
    button.onfocus = () => {
      this.focusable(i)
      if (button.matches(":focus-visible")) this.pin(this.nodes[i])
    }
    button.onclick = ({ detail }) => {
      button.focus({ preventScroll: true }) // WebKit does not by itself
      this.pin(detail && this.pinned === this.nodes[i] ? null : this.nodes[i])
    }
    return button
  }

  focusable(i) {
    this.at = i
    this.nodes.forEach(({ button }, k) => { button.tabIndex = k === i ? 0 : -1 })
  }

  hover(node) {
    this.over = node
    this.chosen(node ?? this.pinned)
  }

  pin(node) {
    this.pinned = node
    for (const one of this.nodes) one.button.setAttribute("aria-pressed", one === node)
    this.chosen(this.over ?? node)
  }

  walk(key) { // whether the key means something here
    const now = this.nodes[this.at]
    if (key === "Escape") {
      this.over = null
      this.pin(null)
      return true
    }
    const to = next(this.nodes, now, key)
    if (to) {
      this.over = null // where the pointer was left
      to.button.focus()
      this.pin(to) // after a click WebKit does not count this as :focus-visible
    }
    return Boolean(to)
  }

  lines(pen, { scene, picture, colors, beat }) {
    const columns = [-1, ...scene.layers.map((_, i) => i), scene.layers.length]
    const of = layer => this.nodes.filter(node => node.layer === layer)
    const lines = []
    let at = 0
    for (let k = 1; k < columns.length; k++) {
      const from = of(columns[k - 1]), to = of(columns[k])
      for (const a of from) for (const b of to) lines.push([a, b, picture.weights[at++]])
    }
    const most = lines.length > MOST ? lines.map(([, , w]) => Math.abs(w)).sort((a, b) => b - a)[MOST] : 0
    const chosen = this.over ?? this.pinned
    for (const [a, b, weight] of moved(lines, beat)) {
      const strength = Math.abs(weight), mine = !chosen || a === chosen || b === chosen
      if (strength < most || !Number.isFinite(weight)) continue
      pen.globalAlpha = (mine ? 1 : 0.15) * Math.min(1, 0.2 + 0.5 * strength)
      pen.lineWidth = Math.min(8, 0.4 + 1.6 * strength)
      pen.strokeStyle = colors[weight < 0 ? "class-a" : "class-b"]
      const left = a.x + a.size / 2, right = b.x - b.size / 2, bend = (right - left) * 0.45
      pen.beginPath()
      pen.moveTo(left, a.y)
      pen.bezierCurveTo(left + bend, a.y, right - bend, b.y, right, b.y)
      pen.stroke()
    }
    pen.globalAlpha = 1
  }

  node(pen, node, { scene, picture, colors }, { accent, quiet, paper, ink }) {
    const { layer, x, y, size } = node, left = x - size / 2, top = y - size / 2
    pen.fillStyle = paper
    pen.fillRect(left, top, size, size)
    const state = stateOf(node, picture), chosen = node === (this.over ?? this.pinned)
    pen.globalAlpha = state === "dead" ? 0.35 : 1
    const bytes = bytesOf(node, scene, picture)
    if (bytes) pen.drawImage(image(bytes, colors.units), left, top, size, size)
    else if (layer < 0) input(pen, node, colors)
    else pen.drawImage(image(picture.map, colors.regions), left, top, size, size)
    pen.globalAlpha = 1
    pen.strokeStyle = chosen ? ink : state ? accent : quiet
    pen.lineWidth = chosen ? 3 : state ? 2 : 1
    pen.setLineDash(state && state !== "dead" ? [4, 3] : [])
    pen.strokeRect(left, top, size, size)
    pen.setLineDash([])
    if (state === "dead") crossOut(pen, left, top, size)
    if (layer < 0) {
      pen.fillStyle = ink
      pen.font = "italic 15px serif"
      const beside = left > 22
      pen.textAlign = beside ? "right" : "center"
      pen.fillText(node.unit ? "x₂" : "x₁", beside ? left - 4 : x, y + 5)
    }
  }
}

function moved(lines, beat) { // in the beat of the update the lines are the moves, the largest as a weight of 3
  return beat?.change ? lines.map(([a, b], i) => [a, b, 3 * beat.change[i] / (beat.largest || 1)]) : lines
}

function write(pen, { layer, unit, x, y, size }, { layers }, { numbers, sure, loss, point }, { paper, ink }) {
  const value = layer < 0 ? point[unit] : layer < layers.length ? numbers?.[layer][unit] : loss ?? sure
  if (value === undefined) return
  const text = value.toPrecision(2).replace("-", "−")
  pen.font = "11px sans-serif"
  pen.textAlign = "center"
  const width = pen.measureText(text).width + 4
  pen.fillStyle = paper
  pen.fillRect(x - width / 2, y - 7, width, 14)
  pen.fillStyle = ink
  pen.fillText(text, x, y + 4)
}

function crossOut(pen, left, top, size) {
  pen.beginPath()
  pen.moveTo(left, top)
  pen.lineTo(left + size, top + size)
  pen.moveTo(left + size, top)
  pen.lineTo(left, top + size)
  pen.stroke()
}

function input(pen, { unit, x, y, size }, { units }) { // an input's own map: from − to +
  for (let i = 0; i < size; i++) {
    const [red, green, blue] = new Uint8Array(Uint32Array.of(units[Math.round(255 * i / (size - 1))]).buffer)
    pen.fillStyle = `rgb(${red} ${green} ${blue})`
    if (unit) pen.fillRect(x - size / 2, y + size / 2 - i - 1, size, 1.2)
    else pen.fillRect(x - size / 2 + i, y - size / 2, 1.2, size)
  }
}

export function places(layers, width, height) { // of all nodes: layer (-1: inputs), unit, center and side
  const counts = [2, ...layers.map(([n]) => n), 1], column = width / counts.length
  return counts.flatMap((n, k) => {
    let best = { size: 0 }
    for (let across = 1; across <= Math.min(n, 4); across++) {
      const rows = Math.ceil(n / across), size = Math.min(LARGEST, height / rows - GAP, 0.72 * column / across - GAP)
      if (best.size < SMALLEST && size > best.size) best = { across, rows, size }
    }
    const { across, rows, size } = best, step = size + GAP
    return Array.from({ length: n }, (_, unit) => ({
      layer: k - 1, unit, size,
      x: (k + 0.5) * column + (unit % across - (across - 1) / 2) * step,
      y: height / 2 + (Math.floor(unit / across) - (rows - 1) / 2) * Math.min(step * 1.25, height / rows),
    }))
  })
}

function next(nodes, now, key) { // where an arrow key leads to
  if (key === "Home") return nodes[0]
  if (key === "End") return nodes.at(-1)
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? []
  if (dy) return nodes.find(({ layer, unit }) => layer === now.layer && unit === now.unit + dy) ?? now
  if (!dx) return null
  const there = nodes.filter(({ layer }) => layer === now.layer + dx)
  const far = node => Math.abs(node.y - now.y)
  return there.reduce((best, node) => far(node) < far(best) ? node : best, there[0] ?? now)
}

export function name({ layer, unit }, { layers }) {
  if (layer < 0) return `Input x${unit + 1}`
  if (layer === layers.length) return "Output"
  return `Layer ${layer + 1}, unit ${unit + 1}`
}

const before = (layer, layers) => layers.slice(0, layer).reduce((sum, [n]) => sum + n, 0)

export function bytesOf({ layer, unit }, { layers, sizes }, picture) { // a unit's map
  if (layer < 0 || layer === layers.length) return null
  const cells = sizes.unit ** 2, at = before(layer, layers) + unit
  return picture.small.subarray(at * cells, (at + 1) * cells)
}

export function sumsOf({ layer, unit }, { layers, sizes, train }, picture) { // a unit's sums at points, as numbers
  const n = Math.min(train.length, sizes.points), at = before(layer, layers) + unit
  return Array.from(picture.sums.subarray(at * n, (at + 1) * n), byte => (byte / 127.5 - 1) * sizes.sums)
}

export function weightsOf({ layer, unit }, { layers }, picture) { // those that come into a unit
  const widths = [2, ...layers.map(([n]) => n), 1]
  let at = 0
  for (let k = 0; k < layer; k++) at += widths[k] * widths[k + 1]
  return Array.from({ length: widths[layer] }, (_, i) => picture.weights[at + i * widths[layer + 1] + unit])
}

export const stateOf = ({ layer, unit }, { units }) => units[layer]?.[unit] ?? ""
