// The way of two weights on the contours of their loss. A step is linear in what is left of the way to the goal, so the
// matrices of data.ways, four numbers for each step, give the way from any start.

import { colored, handle, minus, percent, plane, say } from "./plot.mjs"

export const size = [360, 330]
const { x, y, at, path, inside, frame, axes, values: place } = plane([34, 8, 338, 312], [-0.6, 1.4], [-1.4, 0.6])

export function way({ inputs, batch, rate, w1, w2 }, { ways, goal: [g1, g2] }) {
  const away1 = w1 - g1, away2 = w2 - g2
  return ways[`${inputs} ${batch} ${rate}`].map(([a, b, c, d]) => [g1 + a * away1 + b * away2, g2 + c * away1 + d * away2])
}

export function show(values, data, guessing) {
  const whole = way(values, data), [g1, g2] = data.goal
  const arrival = whole.findIndex(([a, b]) => Math.hypot(a - g1, b - g2) < data.near)
  const steps = arrival < 0 ? whole.length - 1 : arrival
  const step = Math.min(values.step ?? steps, steps)
  const shown = whole.slice(0, guessing ? 1 : step + 1), [now1, now2] = shown.at(-1)
  const bowl = data.bowls[values.inputs], unit = x(1) - x(0)
  const contours = [0.03, 0.17, 0.31, 0.45, 0.59, 0.72, 0.86, 1].map(level => {
    const [long, short] = bowl.map(curvature => level * Math.sqrt(2 / curvature) * unit)
    return `<ellipse class="nn-contour" rx="${long.toFixed(1)}" ry="${short.toFixed(1)}" transform="translate(${at(g1, g2)}) rotate(45)"></ellipse>`
  })
  const svg = frame() + inside(contours.join("")
    + `<path d="${path(shown)}" ${colored("ink", "stroke-width: 1.6; stroke-linejoin: round")}></path>`
    + shown.map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="2.2" style="fill: var(--nn-ink)"></circle>`).join("")
    + (shown.length > 1 ? `<circle cx="${x(now1)}" cy="${y(now2)}" r="5" style="fill: var(--nn-ink)"></circle>` : "")
    + `<circle cx="${x(g1)}" cy="${y(g2)}" r="7" ${colored("accent", "stroke-width: 2.5")}></circle>`
    + `<text x="${x(g1) + 12}" y="${y(g2) + 16}" class="nn-strong">goal</text>`)
    + axes([0, 1], [-1, 0]) + `<text x="${x(0.5)}" y="327" text-anchor="middle">w₁</text><text x="29" y="${y(-0.5)}" text-anchor="end">w₂</text>`
    + handle("start", x(values.w1), y(values.w2), '<rect x="-7" y="-7" width="14" height="14"></rect>')
    + `<text x="${x(values.w1) + 12}" y="${y(values.w2) - 10}" class="nn-strong">start</text>`
  return { svg, said: said(values, data, { whole, arrival, steps, step, guessing }), limits: { step: Math.max(1, steps) },
    found: arrival > 0 && arrival < data.few && values.w1 === data.start.w1 && values.w2 === data.start.w2 }
}

function said({ inputs, batch, rate, w1, w2 }, { near, examples }, { whole, arrival, steps, step, guessing }) {
  if (guessing) return `The start is (${minus(w1)}, ${minus(w2)}), the goal to the lower right; the contours of the loss are a long valley.`
  const how = `${inputs} inputs, ${batch === "one" ? "one example at a time" : "all examples at once"}`
  if (arrival === 0) return "The start is at the goal already."
  const count = (n, what) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`
  const used = n => `${count(n * examples[batch], "example")} used`
  if (step < steps) return `After ${step} of ${count(steps, "step")}, ${used(step)}, the weights are ${say(whole[step][0])} and ${say(whole[step][1])}.`
  const [last1, last2] = whole[steps]
  if (arrival < 0 && Math.hypot(last1, last2) > 10) return `With ${how}, the rate ${rate} is too large: the weights are thrown away from the goal.`
  if (arrival < 0) return `With ${how}, ${steps} steps do not lead to within ${near} of the goal.`
  const together = whole.slice(1, steps + 1).filter(([a, b], i) => (a - whole[i][0]) * (b - whole[i][1]) > 0).length / steps
  const same = together === 1 ? "every step changes both weights the same way" : together === 0
    ? "no step changes both weights the same way" : `${percent(together)} of the steps change both weights the same way`
  return `With ${how}: ${count(steps, "step")}, ${used(steps)}; ${same}.`
}

export function drag(part, at) {
  const [w1, w2] = place(at)
  return { w1, w2, step: null }
}
