// A bar for each layer: the share of the last layer's gradient that reaches it. The dashed line is all of it. The shares
// of the first and the last are written above them, those of all where there is room. The page's own first picture is
// drawn by scripts/website/text/layers.py, in the same way.

export const size = [360, 176]
const MANY = 12

export function show(chosen, { states, box }, guessing) {
  const { said, found, ...state } = states[`${chosen.kind} ${chosen.depth} ${chosen.scale}`]
  if (!guessing) return { svg: draw(state, chosen, box), said, found }
  const unknown = state.values.map((value, i, all) => i === all.length - 1 ? value : 0)
  const last = draw({ values: unknown, labels: ["?", ...state.labels.slice(1).fill("", 0, -1)] }, chosen, box)
  return { svg: last, said: "The gradient at the last layer; how much of it reaches the others?" }
}

function draw({ values, labels }, { kind }, { left, right, top, floor, numbers, bottom, digit }) {
  const n = values.length, step = (right - left) / n, height = (floor - top) / Math.max(...values)
  const high = share => Math.max(0.5, share * height), one = (floor - height).toFixed(1)
  const middle = i => (left + (i + 0.5) * step).toFixed(1)
  const bars = values.map((share, i) => `<rect x="${(left + i * step + 1).toFixed(1)}" y="${(floor - high(share)).toFixed(1)}" `
    + `width="${(step - 2).toFixed(1)}" height="${high(share).toFixed(1)}" style="fill: var(--nn-${kind})"></rect>`)
  const small = n > MANY ? ' style="font-size: 11px"' : "" // else numbers of two digits would join
  const room = labels.every(label => digit * label.length < step)
  const shares = labels.map((label, i) => {
    const place = room ? `x="${middle(i)}" text-anchor="middle"` : i ? `x="${right}" text-anchor="end"` : `x="${left}"`
    return room || i === 0 || i === n - 1
      ? `<text ${place} y="${(floor - high(values[i]) - 6).toFixed(1)}" class="nn-strong">${label}</text>` : ""
  })
  return bars.join("")
    + `<line x1="${left}" y1="${one}" x2="${right}" y2="${one}"></line>`
    + shares.join("")
    + values.map((_, i) => `<text x="${middle(i)}" y="${numbers}" text-anchor="middle"${small}>${i + 1}</text>`).join("")
    + `<text x="${left}" y="${bottom}">first layer</text>`
    + `<text x="${right}" y="${bottom}" text-anchor="end">last layer</text>`
}
