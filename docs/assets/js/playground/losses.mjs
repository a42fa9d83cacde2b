// Training loss and held-out loss against the step: this run, what of it is still to come, and earlier runs.

import { clear } from "./canvas.mjs"

const LEFT = 34
const CUT = 3 // times what nearly all losses of a run are below: what is higher is cut off
const LEGEND = [["— training", "ink"], ["- - held out", "accent"], ["— earlier runs", "quiet"]]

export function drawLosses(canvas, view) { // curve: [step, loss, held-out loss or null], ...
  const { curve, ahead, ghosts, marks, step, colors, logarithmic } = view, [pen, width, height] = clear(canvas)
  if (!curve.length && !ahead.length) return
  const run = [...curve, ...ahead], last = Math.max(10, run.at(-1)[0])
  const scales = scaling(run.flatMap(([, a, b]) => [a, b]).filter(v => v !== null), logarithmic)
  const across = at => LEFT + (width - LEFT - 8) * at / last
  const up = loss => height - 20 - (height - 28) * Math.max(-0.02, Math.min(1.05, scales.share(loss)))
  axes(pen, width, height, last, scales, up, canvas, colors, ghosts.length ? LEGEND : LEGEND.slice(0, 2))
  pen.save()
  pen.beginPath()
  pen.rect(LEFT, 0, width - LEFT - 7, height - 20)
  pen.clip()
  const line = (points, k, color, dash, alpha = 1) => {
    pen.strokeStyle = color
    pen.setLineDash(dash)
    pen.globalAlpha = alpha
    pen.lineWidth = 1.6
    pen.beginPath()
    for (const point of points) if (point[k] !== null) pen.lineTo(across(point[0]), up(point[k]))
    pen.stroke()
  }
  for (const ghost of ghosts) line(ghost, 1, colors.quiet, [], 0.4)
  for (const [k, color, dash] of [[1, colors.ink, []], [2, colors.accent, [5, 3]]]) {
    line(ahead, k, color, dash, 0.3)
    line(curve, k, color, dash)
  }
  pen.globalAlpha = 1
  pen.setLineDash([2, 2])
  pen.lineWidth = 1
  pen.strokeStyle = colors.quiet
  pen.fillStyle = colors.quiet
  pen.textAlign = "left"
  for (const [at, text] of marks) {
    upright(pen, across(at), height)
    pen.fillText(text, across(at) + 3, 12)
  }
  pen.setLineDash([])
  pen.strokeStyle = colors.ink
  upright(pen, across(step), height)
  pen.restore()
}

function upright(pen, x, height) {
  pen.beginPath()
  pen.moveTo(x, 0)
  pen.lineTo(x, height - 20)
  pen.stroke()
}

export function scaling(values, logarithmic) { // share(loss) of the height, and the losses that are named
  const sorted = [...values].sort((a, b) => a - b), most = sorted[Math.floor(0.98 * (sorted.length - 1))]
  const top = Math.max(0.1, Math.min(sorted.at(-1) * 1.05, most * CUT))
  if (!logarithmic) return { share: loss => loss / top, named: [0, top] }
  const low = 10 ** Math.floor(Math.log10(Math.max(1e-6, sorted[0]))), high = Math.max(top, 10 * low)
  const share = loss => Math.log(Math.max(loss, 1e-9) / low) / Math.log(high / low)
  const powers = Array.from({ length: 9 }, (_, i) => low * 10 ** i).filter(value => value <= high)
  return { share, named: powers }
}

const plain = value =>
  value < 1000 && value >= 0.01 || !value ? String(Number(value.toPrecision(2))) : value.toExponential(0).replace("+", "")

function axes(pen, width, height, last, { named }, up, canvas, colors, legend) {
  pen.font = `11px ${getComputedStyle(canvas).getPropertyValue("--sans")}`
  pen.fillStyle = pen.strokeStyle = colors.quiet
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(LEFT, 4)
  pen.lineTo(LEFT, height - 20)
  pen.lineTo(width - 6, height - 20)
  pen.stroke()
  pen.textAlign = "right"
  for (const value of named)
    pen.fillText(plain(value), LEFT - 4, up(value) + 4)
  pen.fillText(`step ${last}`, width - 6, height - 5)
  pen.textAlign = "left"
  let left = LEFT
  for (const [text, color] of legend) { // below the axis, where no curve crosses it
    pen.fillStyle = colors[color]
    pen.fillText(text, left, height - 5)
    left += pen.measureText(text).width + 9
  }
  const earlier = legend.length > 2 ? ", and training loss of earlier runs, gray" : ""
  canvas.setAttribute("aria-label", `Training loss, solid, and held-out loss, dashed, against the step${earlier}`)
}
