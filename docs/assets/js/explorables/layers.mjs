// A bar for each layer: the share of the last layer's gradient that reaches it. The dashed line is all of it.

export const size = [360, 176]

export function show(chosen, { states, box }, guessing) {
  const { said, found, ...state } = states[`${chosen.kind} ${chosen.depth} ${chosen.scale}`]
  if (!guessing) return { svg: draw(state, chosen, box), said, found }
  const last = draw({ values: state.values.map((value, i, all) => i === all.length - 1 ? value : 0), label: "?" }, chosen, box)
  return { svg: last, said: "The gradient at the last layer; how much of it reaches the others?" }
}

function draw({ values, label }, { kind }, { left, right, top, floor, bottom }) {
  const step = (right - left) / values.length, height = (floor - top) / Math.max(...values)
  const high = share => Math.max(0.5, share * height), one = (floor - height).toFixed(1)
  const bars = values.map((share, i) => `<rect x="${(left + i * step + 1).toFixed(1)}" y="${(floor - high(share)).toFixed(1)}" `
    + `width="${(step - 2).toFixed(1)}" height="${high(share).toFixed(1)}" style="fill: var(--nn-${kind})"></rect>`)
  return bars.join("")
    + `<line x1="${left}" y1="${one}" x2="${right}" y2="${one}"></line>`
    + `<text x="${left}" y="${(floor - high(values[0]) - 6).toFixed(1)}" class="nn-strong">${label}</text>`
    + `<text x="${left}" y="${bottom}">first layer</text>`
    + `<text x="${right}" y="${bottom}" text-anchor="end">last layer</text>`
}
