// The square: regions, boundary, points, and the cross that the keyboard moves.

import { clear, dots, image } from "./canvas.mjs"

export function drawMap(canvas, { scene, picture, reach, cross, colors }) {
  if (!scene && !cross && canvas.hidden) return
  const [pen, side] = clear(canvas)
  const put = (x, y) => [(x / reach + 1) * side / 2, (1 - y / reach) * side / 2]
  if (scene && picture) {
    pen.imageSmoothingEnabled = true
    pen.imageSmoothingQuality = picture.playing ? "low" : "high" // the finer one takes as long as all other drawing
    pen.drawImage(image(picture.map, colors.regions), 0, 0, side, side)
    pen.strokeStyle = colors.ink
    pen.lineWidth = 1.3
    boundary(pen, picture.map, scene.sizes.map, side)
  }
  if (scene) {
    dots(pen, scene.held, put, colors, true)
    dots(pen, scene.train, put, colors)
  }
  if (cross) {
    const [x, y] = put(...cross)
    pen.strokeStyle = colors.ink
    pen.lineWidth = 1.5
    pen.beginPath()
    pen.moveTo(x - 9, y)
    pen.lineTo(x + 9, y)
    pen.moveTo(x, y - 9)
    pen.lineTo(x, y + 9)
    pen.stroke()
  }
}

function boundary(pen, bytes, n, side) { // where the map crosses one half, cell by cell
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
