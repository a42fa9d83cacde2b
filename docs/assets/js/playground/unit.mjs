// A node that was chosen: one sentence, and the curve of its activation with the points on it.

import { clear } from "./canvas.mjs"
import { name, stateOf, sumsOf, weightsOf } from "./net.mjs"

const MEANS = {
  dead: "dead: its slope is zero at every training point",
  off: "off at nine of ten training points or more",
  saturated: "saturated: its slope is below 0.01 at nine of ten points",
}
const short = value => value.toPrecision(2).replace("-", "−")

export function sentence(node, scene, picture) {
  const { layer, unit } = node, { layers } = scene
  const place = unit ? "vertical" : "horizontal"
  if (layer < 0) return `${name(node, scene)}, the ${place} place of a point. It goes to all units of layer 1.`
  const weights = weightsOf(node, scene, picture), large = largest(weights)
  const from = layer ? `unit ${large + 1} of layer ${layer}` : `x${large + 1}`
  const weight = `Its largest weight is ${short(weights[large])}, from ${from}.`
  if (layer === layers.length) return `Output, the probability of class 1. ${weight}`
  const kind = layers[layer][1].replace("_", " "), state = stateOf(node, picture)
  const means = state ? ` It is ${MEANS[state]}.` : ""
  return `${name(node, scene)} of ${layers[layer][0]}, ${kind}.${means} ${weight}`
}

const largest = weights => weights.reduce((best, w, i) => Math.abs(w) > Math.abs(weights[best]) ? i : best, 0)

export function drawCurve(canvas, node, { scene, picture, colors }) {
  const curve = scene.curves[node?.layer]
  canvas.parentElement.hidden = !curve
  if (!curve) return
  const [pen, width, height] = clear(canvas), { sums } = scene.sizes, reach = 5
  const shown = curve.filter((_, i) => Math.abs(i / 64 - 1) * sums <= reach)
  const low = Math.min(0, ...shown), high = Math.max(1, ...shown), pad = 0.12 * (high - low)
  const across = z => (z / reach + 1) * width / 2
  const up = y => height - 14 - (height - 18) * (y - low + pad) / (high - low + 2 * pad)
  axes(pen, width, height, up(0), colors)
  pen.strokeStyle = colors.accent
  pen.lineWidth = 2
  pen.beginPath()
  curve.forEach((y, i) => pen.lineTo(across((i / 64 - 1) * sums), up(y)))
  pen.stroke()
  sumsOf(node, scene, picture).forEach((z, i) => {
    const label = scene.train[i][2], at = Math.max(-reach, Math.min(reach, z)), exact = (at / sums + 1) * 64
    const [k, share] = [Math.min(127, Math.floor(exact)), exact % 1]
    pen.fillStyle = colors[label ? "class-b" : "class-a"]
    pen.globalAlpha = 0.75
    pen.beginPath()
    pen.arc(across(at), up(curve[k] + share * (curve[k + 1] - curve[k])), 3, 0, 7)
    pen.fill()
  })
  pen.globalAlpha = 1
}

function axes(pen, width, height, zero, { quiet, faint }) {
  pen.strokeStyle = faint
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(0, zero)
  pen.lineTo(width, zero)
  pen.moveTo(width / 2, 0)
  pen.lineTo(width / 2, height - 14)
  pen.stroke()
  pen.fillStyle = quiet
  pen.font = "11px sans-serif"
  pen.textAlign = "center"
  pen.fillText("its sum, from −5 to 5", width / 2, height - 3)
}
