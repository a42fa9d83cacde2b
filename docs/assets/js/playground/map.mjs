// The square: what the network says, or one unit; boundary, points, and the cross that the keyboard moves.

import { clear, dots, image } from "./canvas.mjs"
import { name } from "./net.mjs"

export function drawMap(canvas, view) {
  const { scene, picture, reach, cross, colors } = view
  if (!scene && !reach && canvas.hidden) return
  const [pen, side] = clear(canvas)
  const put = (x, y) => [(x / reach + 1) * side / 2, (1 - y / reach) * side / 2]
  if (scene && picture) {
    const unit = view.unit()
    pen.imageSmoothingEnabled = true
    pen.imageSmoothingQuality = picture.playing ? "low" : "high" // the finer one takes as long as all other drawing
    pen.drawImage(unit ? image(unit, colors.units) : image(picture.map, colors.regions), 0, 0, side, side)
    pen.strokeStyle = colors.ink
    pen.lineWidth = 1.3
    boundary(pen, unit ?? picture.map, side)
  }
  if (scene) {
    dots(pen, scene.held, put, colors, true)
    dots(pen, scene.train, put, colors)
    for (const [x, y] of view.ringed) ring(pen, put(x, y), colors, 7, 1.5)
    if (view.node) caption(pen, name(view.node, scene), colors)
  } else empty(pen, side, colors)
  if (view.beat) ring(pen, put(...view.beat.point), colors, 9, 3) // the point that is followed
  if (cross) drawCross(pen, put(...cross), colors)
}

function caption(pen, text, { paper, ink }) {
  pen.font = "600 12px sans-serif"
  pen.textAlign = "left"
  pen.fillStyle = paper
  pen.fillRect(4, 4, pen.measureText(text).width + 10, 20)
  pen.fillStyle = ink
  pen.fillText(text, 9, 18)
}

function empty(pen, side, colors) {
  pen.strokeStyle = pen.fillStyle = colors.quiet
  pen.setLineDash([4, 4])
  pen.strokeRect(1, 1, side - 2, side - 2)
  pen.setLineDash([])
  pen.font = "13px sans-serif"
  pen.textAlign = "center"
  pen.fillText("Click or tap here to set points", side / 2, side / 2)
}

function ring(pen, [x, y], { ink }, radius, width) {
  pen.strokeStyle = ink
  pen.lineWidth = width
  pen.beginPath()
  pen.arc(x, y, radius, 0, 7)
  pen.stroke()
}

function drawCross(pen, [x, y], colors) {
  pen.strokeStyle = colors.ink
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.moveTo(x - 9, y)
  pen.lineTo(x + 9, y)
  pen.moveTo(x, y - 9)
  pen.lineTo(x, y + 9)
  pen.stroke()
}

function boundary(pen, bytes, side) { // where the map crosses one half, cell by cell
  const n = Math.sqrt(bytes.length)
  const at = (i, j) => bytes[j * n + i] - 127.5, cell = side / n
  pen.beginPath()
  for (let j = 0; j < n - 1; j++) {
    for (let i = 0; i < n - 1; i++) {
      const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)]
      const sign = corners[0] > 0
      if (corners[1] > 0 === sign && corners[2] > 0 === sign && corners[3] > 0 === sign) continue
      const ends = []
      const edge = (k, l, x, y, dx, dy) => {
        if (corners[k] > 0 !== corners[l] > 0) {
          const share = corners[k] / (corners[k] - corners[l])
          ends.push([(i + x + dx * share + 0.5) * cell, (j + y + dy * share + 0.5) * cell])
        }
      }
      edge(0, 1, 0, 0, 1, 0)
      edge(1, 2, 1, 0, 0, 1)
      edge(2, 3, 1, 1, -1, 0)
      edge(3, 0, 0, 1, 0, -1)
      for (let k = 0; k + 1 < ends.length; k += 2) {
        pen.moveTo(...ends[k])
        pen.lineTo(...ends[k + 1])
      }
    }
  }
  pen.stroke()
}

export function under({ scene, picture, reach }, x, y) { // what the network says at a point
  if (!scene || !picture) return `x₁ = ${short(x)}, x₂ = ${short(y)}`
  const n = scene.sizes.map, cell = z => Math.max(0, Math.min(n - 1, Math.floor((z / reach + 1) / 2 * n)))
  const sure = picture.map[(n - 1 - cell(y)) * n + cell(x)] / 255
  return `x₁ = ${short(x)}, x₂ = ${short(y)}: probability of class 1 about ${sure.toFixed(2)}`
}

const short = value => value.toFixed(2).replace("-", "−")
