// A bar for each layer: the share of the last layer's gradient that reaches it. The dashed line is all of it.

export function draw({ values, label }, { kind }, { box: { left, right, top, floor, bottom } }) {
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
