// A maxout unit: the largest of straight pieces, whose ends are dragged. What it aims at is from data.

import { colored, handle, plane, say } from "./plot.mjs"

export const size = [360, 310]
const panel = plane([30, 8, 350, 296], [-3, 3], [-3.2, 3.4])
const PIECES = [0, 1, 2]

// Slope and height at zero of each piece, from its heights at -end and at end.
export const lines = (values, { end }) => PIECES.map(piece => {
  const [left, right] = [values[`end${piece}0`], values[`end${piece}1`]]
  return { slope: (right - left) / (2 * end), height: (left + right) / 2 }
})
export const unit = (pieces, x) => Math.max(...pieces.map(({ slope, height }) => slope * x + height))

export function show(values, data, guessing) {
  const pieces = lines(values, data), { x, end } = data, aim = data.aims[values.aim]
  const wins = x.map(a => pieces.findIndex(({ slope, height }) => slope * a + height === unit(pieces, a)))
  const order = wins.filter((piece, i) => piece !== wins[i - 1])
  const kinks = order.slice(1).map((piece, i) => {
    const [p, q] = [pieces[order[i]], pieces[piece]]
    return (p.height - q.height) / (q.slope - p.slope)
  })
  const corners = [x[0], ...kinks, x.at(-1)].map(a => [a, unit(pieces, a)])
  const off = Math.max(...x.map((a, i) => Math.abs(unit(pieces, a) - aim[i])))
  const ends = PIECES.flatMap(piece => [0, 1].map(side => {
    const y = values[`end${piece}${side}`]
    return handle(`end${piece}${side}`, panel.x(side ? end : -end), panel.y(y), `<circle r="9"></circle><text y="4.5" text-anchor="middle">${piece + 1}</text>`)
  }))
  const svg = panel.axes([-2, 2], [-2, 2])
    + panel.inside(pieces.map(({ slope, height }) => `<path d="${panel.path([x[0], x.at(-1)].map(a => [a, slope * a + height]))}" ${colored("quiet", "stroke-width: 1.2")}></path>`).join("")
      + `<path d="${panel.path(corners)}" ${colored("maxout", "stroke-width: 3.4; stroke-linejoin: round")}></path>`
      + (guessing ? "" : `<path d="${panel.path(x.map((a, i) => [a, aim[i]]))}" ${colored("ink", "stroke-width: 2; stroke-dasharray: 3 4")}></path>`))
    + (guessing ? "" : ends.join(""))
  const follows = order.map((piece, i) => `piece ${piece + 1}${i < kinks.length ? ` up to ${say(kinks[i])}` : ""}`).join(", then ")
  const said = guessing ? "A maxout unit of three pieces: it follows the highest." : `The unit follows ${follows}; `
    + (off < 1e-9 ? `it is the ${values.aim}.` : `from the ${values.aim} it is off by up to ${say(off)}.`)
  return { svg, said, found: off < 1e-9 }
}

export const drag = (part, at) => ({ [part]: panel.values(at)[1] })
