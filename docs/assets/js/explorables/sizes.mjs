// Regions of networks of some sizes from some starts, with points, and below them the accuracies.

import { curve, dots, region, square } from "./map.mjs"
import { colored, percent, plane } from "./plot.mjs"

export const size = [360, 420]
const panel = plane([34, 290, 346, 394], [-0.2, 5.2], [0.5, 1.03])

export function show({ size: n, start, points }, { runs, inputs, points: all, ringed }) {
  const sizes = inputs.find(({ name }) => name === "size").options.map(({ value }) => value)
  const { train, held, area } = runs[`${n} ${start}`]
  const over = key => sizes.map(one => runs[`${one} ${start}`][key])
  const rings = points === "train" ? ringed.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="32" ${colored("ink", "stroke-width: 4")}></circle>`).join("") : ""
  const svg = square(50, 4, 264, region(area) + dots(all[points], points === "held") + rings)
    + curve(panel, { train: over("train"), held: over("held") }, sizes.indexOf(n), sizes)
  const units = n === 1 ? "One hidden unit gets" : `${n} hidden units get`
  const said = `${units} ${percent(train)} of the training points right, and ${percent(held)} of new ones.`
  return { svg, said, found: held === Math.max(...over("held")) }
}
