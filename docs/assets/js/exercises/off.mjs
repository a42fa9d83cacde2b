// What is true of a wrong answer that its page did not foresee; scripts/browser/answers.py says it in notebooks.

import { shown } from "./say.mjs"

export const near = (value, right, within) => Math.abs(value - right) <= within + 1e-9 * Math.max(1e-3, Math.abs(right))

const POWERS = [1, 2, 3, 4, 5, 6].flatMap(k => [10 ** k, 10 ** -k])

export function offNumber(value, { answer, within }) {
  const right = one => near(one, answer, within)
  if (right(-value)) return "Look at the sign."
  if (Math.abs(answer) > within) {
    if (right(2 * value) || right(value / 2)) return "It is off by a factor of two."
    if (POWERS.some(power => right(power * value))) return "It is off by a power of ten: look at the decimal point, or at a percentage."
    if (right(1 / value)) return "It is the reciprocal: which number is to be divided by which?"
  }
  return value > answer ? "It is too large." : "It is too small."
}

export function offOrder(items, right, name) {
  const [a, b] = items.map((one, i) => [one, items[i + 1]]).find(([one, next]) => right.indexOf(one) > right.indexOf(next))
  return `“${name(a)}” stands before “${name(b)}”: compare these two.`
}

export function offMark(ends, { x: [low, high], y, answer, within, region }) {
  const last = y.length - 1, step = (high - low) / last
  const end = region && near(ends[0], answer[0], within) ? 1 : 0, at = ends[end]
  const i = Math.max(0, Math.min(last, Math.round((at - low) / step))), a = Math.max(0, i - 1), b = Math.min(last, i + 1)
  const slope = (y[b] - y[a]) / ((b - a) * step)
  const where = at > (region ? answer[end] : answer[1]) ? "left" : "right"
  const there = `the curve is at ${shown(y[i], 3)}, and its slope is ${shown(slope, 2)}.`
  return region ? `The ${end ? "right" : "left"} end is further ${where}. Where you set it ${there}` : `Look further ${where}. Here ${there}`
}
