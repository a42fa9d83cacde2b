// Inside the network: a map for each unit, the plane as the last hidden layer has it, the size of the gradients.

import { clear, dots, image } from "./canvas.mjs"

export class Inside {
  constructor(box) {
    this.box = box
  }

  draw({ scene, picture, colors }) {
    if (scene !== this.scene) this.arrange(scene, picture.gradients.length)
    let from = 0
    const cells = scene.sizes.unit ** 2
    this.layers.forEach((figure, i) => {
      const [n] = scene.layers[i], to = from + n * cells
      drawUnits(figure, i, n, picture.small.subarray(from, to), picture.units[i], colors)
      from = to
    })
    this.drawWarp(scene, picture, colors)
    drawGradients(this.gradients, picture.gradients)
  }

  arrange(scene, weights) { // the figures of a new network; those of one with the same layers stay, so nothing flickers
    const before = this.scene
    this.scene = scene
    this.size = 0
    if (String(before?.layers) === String(scene.layers)) return
    this.box.replaceChildren()
    this.layers = scene.layers.map(([n, kind], i) =>
      this.figure("nn-units", `Layer ${i + 1}`, `${n} × ${kind.replace("_", " ")}`, make("canvas")))
    this.warp = this.figure("nn-warp", "Hidden representation", "", make("canvas")).querySelector("canvas")
    const rows = Array.from({ length: weights }, () => make("li", {}, make("i"), make("span")))
    this.gradients = this.figure("nn-gradients", "Gradients", "of the weights, per layer", make("ol", {}, ...rows))
    for (const canvas of this.box.querySelectorAll("canvas")) canvas.setAttribute("role", "img")
    this.warp.style.aspectRatio = "1 / 1"
    this.warp.setAttribute("aria-label", "The plane and the training points as the last hidden layer has them")
  }

  figure(className, title, note, content) {
    const caption = make("figcaption", {}, make("b", { textContent: title }), ` ${note} `, make("span"))
    return this.box.appendChild(make("figure", { className }, caption, content))
  }

  drawWarp(scene, { flat, line }, colors) {
    const [pen, side] = clear(this.warp), { lines, dots: along } = scene.sizes, n = lines * along
    const points = Array.from(scene.train, ([, , label], i) => [flat[2 * (n + i)], flat[2 * (n + i) + 1], label])
    const size = 1.15 * Math.max(1e-9, ...points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))))
    this.size = this.size ? this.size + 0.3 * (size - this.size) : size // no jumps
    const put = (x, y) => [(x / this.size + 1) * side / 2, (1 - y / this.size) * side / 2]
    pen.strokeStyle = colors.quiet
    pen.globalAlpha = 0.5
    pen.lineWidth = 0.7
    pen.beginPath()
    for (let i = 0; i < n; i++) pen[i % along ? "lineTo" : "moveTo"](...put(flat[2 * i], flat[2 * i + 1]))
    pen.stroke()
    pen.globalAlpha = 1
    if (line) {
      const [a, b, c] = line, far = 10 * this.size, length = Math.hypot(a, b) || 1
      const [x, y] = [-c * a / length ** 2, -c * b / length ** 2]
      pen.strokeStyle = colors.ink
      pen.lineWidth = 1.3
      pen.beginPath()
      pen.moveTo(...put(x - far * b / length, y + far * a / length))
      pen.lineTo(...put(x + far * b / length, y - far * a / length))
      pen.stroke()
    }
    dots(pen, points, put, colors)
  }
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// states: "dead", "saturated" or "" of each unit; none for maxout
function drawUnits(figure, i, n, maps, states, colors) {
  const canvas = figure.querySelector("canvas"), across = Math.min(n, Math.floor((figure.clientWidth + 4) / 40))
  canvas.style.aspectRatio = `${across * 40} / ${Math.ceil(n / across) * 40}`
  canvas.style.maxWidth = `${across * 40}px`
  const [pen, width] = clear(canvas), size = width / across - 4, cells = maps.length / n
  for (let k = 0; k < n; k++) {
    const x = (k % across) * (size + 4), y = Math.floor(k / across) * (size + 4), state = states?.[k]
    pen.globalAlpha = state === "dead" ? 0.35 : 1
    pen.drawImage(image(maps.subarray(k * cells, (k + 1) * cells), colors.units), x, y, size, size)
    pen.globalAlpha = 1
    pen.strokeStyle = state ? colors.accent : colors.faint
    pen.lineWidth = state ? 2 : 1
    pen.setLineDash(state === "saturated" ? [4, 3] : [])
    pen.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1)
    if (state === "dead") {
      pen.beginPath()
      pen.moveTo(x, y)
      pen.lineTo(x + size, y + size)
      pen.moveTo(x + size, y)
      pen.lineTo(x, y + size)
      pen.stroke()
    }
    pen.setLineDash([])
  }
  const count = state => states?.filter(one => one === state).length ?? 0
  const words = ["dead", "saturated"].filter(count).map(state => `${count(state)} ${state}`).join(", ")
  const note = figure.querySelector("figcaption span")
  if (note.textContent !== words) note.textContent = words
  canvas.setAttribute("aria-label", `Maps of the ${n} units of layer ${i + 1}${words && `: ${words}`}`)
}

function drawGradients(figure, sizes) { // null where the gradient is not finite
  figure.querySelectorAll("li").forEach((row, i) => {
    const size = sizes[i]
    row.firstChild.style.width = `${size ? Math.max(2, Math.min(100, 100 * (Math.log10(size) + 8) / 9)) : 0}%`
    row.lastChild.textContent = size === null ? "–" : size === 0 ? "0"
      : size < 0.001 ? size.toExponential(1).replace("-", "−") : size.toPrecision(2)
  })
}
