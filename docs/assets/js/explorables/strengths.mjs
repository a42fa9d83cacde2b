// Regions of a network under growing strengths of three regularizers, and below them the accuracies over all starts.

import { curve, dots, region, square } from "./map.mjs"
import { minus, percent, plane } from "./plot.mjs"

export const size = [360, 420]

export function show({ kind, strength }, { kinds, points, side }, guessing) {
  const { name, strengths, train, held_out: held, areas, best } = kinds[kind]
  const last = strengths.length - 1, now = guessing ? 0 : Math.min(strength, last)
  const panel = plane([34, 290, 346, 394], [-0.2, last + 0.2], [0.5, 1.03])
  const middle = bands => bands.map(([, median]) => median)
  const band = panel.path([...held.map(([low], i) => [i, low]), ...held.map(([,, high], i) => [i, high]).reverse()])
  const cloud = kind === "noise" ? points.flat().map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${1000 * strengths[now] / side}" style="fill: var(--nn-ink); opacity: 0.025"></circle>`).join("") : ""
  const svg = square(50, 4, 264, region(areas[now]) + cloud + dots(points))
    + (guessing ? "" : `<path d="${band}z" style="fill: var(--nn-accent); opacity: 0.15"></path>`
      + curve(panel, { train: middle(train), held: middle(held) }, now, strengths))
  const what = { l2: "λ = ", dropout: "p = ", noise: "a deviation of " }[kind]
  const said = guessing ? `Without L2, ${percent(train[0][1])} of the training points are right.`
    : `With ${what}${strengths[now]}, ${percent(train[now][1])} of the training points are right, and ${percent(held[now][1])} of the held-out ones${now === best ? ", the most of these" : ""}.`
  return { svg, said, found: kind !== "l2" && now === best, limits: { strength: last }, labels: { strength: `${name} = ${minus(strengths[now])}` } }
}
