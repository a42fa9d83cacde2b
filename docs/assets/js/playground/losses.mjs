// Training loss and held-out loss against the step.

import { clear } from "./canvas.mjs"

export function drawLosses(canvas, { curve, colors }) { // curve: [step, loss, held-out loss or null], ...
  const [pen, width, height] = clear(canvas)
  if (!curve.length) return
  const last = Math.max(curve.at(-1)[0], 10), left = 34, bottom = height - 20
  const values = curve.flatMap(([, a, b]) => [a, b]).filter(v => v !== null).sort((a, b) => a - b)
  const top = Math.max(0.1, values[Math.floor(0.98 * (values.length - 1))] * 1.15)
  const across = step => left + (width - left - 8) * step / last
  const up = loss => bottom - (bottom - 8) * Math.min(loss / top, 1.05)

  pen.font = `11px ${getComputedStyle(canvas).getPropertyValue("--sans")}`
  pen.fillStyle = pen.strokeStyle = colors.quiet
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(left, 4)
  pen.lineTo(left, bottom)
  pen.lineTo(width - 6, bottom)
  pen.stroke()
  pen.textAlign = "right"
  pen.fillText(top < 1000 ? top.toPrecision(2) : top.toExponential(0).replace("+", ""), left - 4, up(top) + 8)
  pen.fillText("0", left - 4, bottom)
  pen.fillText(`step ${last}`, width - 6, height - 5)

  for (const [k, color, dash] of [[1, colors.ink, []], [2, colors.accent, [5, 3]]]) {
    pen.strokeStyle = color
    pen.setLineDash(dash)
    pen.lineWidth = 1.6
    pen.beginPath()
    for (const point of curve) if (point[k] !== null) pen.lineTo(across(point[0]), up(point[k]))
    pen.stroke()
  }
  pen.setLineDash([])
  pen.textAlign = "left"
  pen.fillStyle = colors.ink
  pen.fillText("— training", left, height - 5) // below the axis, where no curve crosses it
  pen.fillStyle = colors.accent
  pen.fillText("- - held out", left + 70, height - 5)
}
