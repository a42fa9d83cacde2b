// Regions of networks of some sizes from some starts, with points, and below them the accuracies.

import { curve, dots, region, square } from "./map.mjs"
import { colored, percent, plane } from "./plot.mjs"

export const size = [360, 420]
const panel = plane([34, 290, 346, 394], [-0.2, 4.2], [0.5, 1.03])

export function show({ size: n, start, amount, points }, { runs, inputs, train: trained, held: kept, ringed }) {
  const sizes = inputs.find(({ name }) => name === "size").options.map(({ value }) => value)
  const { train, held, area } = runs[`${amount} ${n} ${start}`]
  const over = key => sizes.map(one => runs[`${amount} ${one} ${start}`][key])
  const rings = ringed[amount].map(([x, y]) => `<circle cx="${x}" cy="${y}" r="32" ${colored("ink", "stroke-width: 4")}></circle>`).join("")
  const seen = points === "held" ? dots(kept, true) : dots(trained[amount]) + rings
  const svg = square(50, 4, 264, region(area) + seen)
    + curve(panel, { train: over("train"), held: over("held") }, sizes.indexOf(n), sizes)
  const units = n === 1 ? "One hidden unit gets" : `${n} hidden units get`
  const said = `${units} ${percent(train)} of ${amount} training points right, and ${percent(held)} of the held-out ones.`
  return { svg, said, found: held === Math.max(...over("held")) }
}
