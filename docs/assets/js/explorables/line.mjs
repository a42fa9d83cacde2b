// A neuron of two inputs: where its weighted sum is zero is a line. Each point of the data is on one side of it.

import { colored, handle, plane, sums } from "./plot.mjs"

export const size = [360, 350]
const R = 2
const panel = plane([24, 6, 350, 332], [-R, R], [-R, R])
export const sum = ({ w1, w2, b }, [x1, x2]) => w1 * x1 + w2 * x2 + b

// The part of the square on one side of the line, as far as there is one.
function side(values, sign) {
  const corners = [[-R, -R], [R, -R], [R, R], [-R, R]], kept = []
  corners.forEach((here, i) => {
    const there = corners[(i + 1) % 4], u = sign * sum(values, here), v = sign * sum(values, there)
    if (u >= 0) kept.push(here)
    if (u * v < 0) kept.push([0, 1].map(k => here[k] + (there[k] - here[k]) * u / (u - v)))
  })
  return kept
}

const foot = ({ w1, w2, b }) => {
  const square = w1 * w1 + w2 * w2
  return square ? [-b * w1 / square, -b * w2 / square] : [0, 0]
}

export function show(values, { sets }, guessing) {
  const { x, t } = sets[values.points], { w1, w2, b } = values
  const right = x.map((point, i) => (sum(values, point) > 0) === (t[i] === 1))
  const wrong = right.filter(yes => !yes).length
  const [f1, f2] = foot(values), inside = Math.abs(f1) < R && Math.abs(f2) < R
  const shade = sign => { const part = side(values, sign); return part.length > 2 ? panel.path(part) + "z" : "" }
  const edge = side(values, 1).filter(point => Math.abs(sum(values, point)) < 1e-9)
  const tip = [f1 + w1 / 2, f2 + w2 / 2]
  const angle = Math.atan2(-w2, w1) * 180 / Math.PI
  const mark = ([a, c], i) => {
    const px = panel.x(a), py = panel.y(c), look = `fill: var(--nn-class-${t[i] ? "b" : "a"}); stroke: var(--nn-paper)`
    return (t[i] ? `<path d="M${px} ${py - 7}l6.5 11h-13z" style="${look}"></path>` : `<circle cx="${px}" cy="${py}" r="5.5" style="${look}"></circle>`)
      + (right[i] || guessing ? "" : `<circle cx="${px}" cy="${py}" r="11" ${colored("ink", "stroke-width: 1.8")}></circle>`)
  }
  const svg = panel.inside(`<path d="${shade(-1)}" style="fill: var(--nn-area-a)"></path><path d="${shade(1)}" style="fill: var(--nn-area-b)"></path>`
    + (edge.length > 1 ? `<path d="${panel.path(edge)}" ${colored("ink", "stroke-width: 2.2")}></path>` : ""))
    + panel.axes([-1, 1], [-1, 1]) + x.map(mark).join("")
    + `<text x="345" y="${panel.y(0) - 6}" text-anchor="end">x₁</text><text x="${panel.x(0) + 6}" y="18">x₂</text>`
    + (inside ? `<path d="${panel.path([[f1, f2], tip])}" ${colored("accent", "stroke-width: 3")}></path>` + handle("b", panel.x(f1), panel.y(f2), '<rect x="-7" y="-7" width="14" height="14"></rect>')
      + handle("w", panel.x(tip[0]), panel.y(tip[1]), `<path d="M10 0L-7 -8V8z" transform="rotate(${angle})"></path>`) : "")
  const formula = `u = ${sums([[w1, "x₁"], [w2, "x₂"], [b, ""]])}`
  const count = wrong ? `${wrong} of ${x.length} points ${wrong === 1 ? "is" : "are"} on the wrong side, ringed.` : `all ${x.length} points are on their side.`
  return { svg, said: guessing ? `A neuron's line, its weights as an arrow, and ${x.length} points of two classes.` : `${formula}: ${count}`,
    found: values.points === "clouds" && wrong === 0 }
}

export function drag(part, at, values) {
  const [a, c] = panel.values(at), [f1, f2] = foot(values)
  if (part === "w") { // the arrow turns and stretches, and its foot stays on the line
    const [w1, w2] = [2 * (a - f1), 2 * (c - f2)]
    return { w1, w2, b: -(w1 * f1 + w2 * f2) }
  }
  return { b: -(values.w1 * a + values.w2 * c) }
}
