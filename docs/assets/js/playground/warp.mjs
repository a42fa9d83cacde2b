// The plane as the last hidden layer has it: a grid and the training points, and the line between the classes.

import { clear, dots } from "./canvas.mjs"

let size = 0, of = null // the half side of what is shown, and of which network

export function drawWarp(canvas, { scene, picture: { flat, line }, colors }) {
  const [pen, side] = clear(canvas), { lines, dots: along } = scene.sizes, n = lines * along
  const points = Array.from(scene.train, ([, , label], i) => [flat[2 * (n + i)], flat[2 * (n + i) + 1], label])
  const wanted = 1.15 * Math.max(1e-9, ...points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))))
  size = of === scene ? size + 0.3 * (wanted - size) : wanted // no jumps
  of = scene
  const put = (x, y) => [(x / size + 1) * side / 2, (1 - y / size) * side / 2]
  pen.strokeStyle = colors.quiet
  pen.globalAlpha = 0.5
  pen.lineWidth = 0.7
  pen.beginPath()
  for (let i = 0; i < n; i++) pen[i % along ? "lineTo" : "moveTo"](...put(flat[2 * i], flat[2 * i + 1]))
  pen.stroke()
  pen.globalAlpha = 1
  if (line) between(pen, line, put, colors)
  dots(pen, points, put, colors)
}

function between(pen, [a, b, c], put, { ink }) {
  const far = 10 * size, length = Math.hypot(a, b) || 1
  const [x, y] = [-c * a / length ** 2, -c * b / length ** 2]
  pen.strokeStyle = ink
  pen.lineWidth = 1.3
  pen.beginPath()
  pen.moveTo(...put(x - far * b / length, y + far * a / length))
  pen.lineTo(...put(x + far * b / length, y - far * a / length))
  pen.stroke()
}
