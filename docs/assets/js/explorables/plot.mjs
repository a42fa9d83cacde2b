// What the pictures share: numbers as prose has them, and a plane with axes.

export const minus = value => String(value).replace("-", "−")
export const say = (value, digits = 2) => minus(Number(value.toPrecision(digits)))
// A sum as prose has it: [[1, "x"], [-2, ""]] is x − 2.
export const sums = terms => terms.filter(([factor]) => factor).map(([factor, name], i) => {
  const sign = factor < 0 ? i ? " − " : "−" : i ? " + " : "", size = say(Math.abs(factor), 3)
  return sign + (name && size === "1" ? "" : size) + name
}).join("") || "0"
export const percent = share => `${Math.round(100 * share)}%`
export const colored = (name, more = "") => `style="stroke: var(--nn-${name}); fill: none; ${more}"`

// The plane in a part of the picture: places of values, values of places, and markup.
export function plane([left, top, right, bottom], [x0, x1], [y0, y1]) {
  const x = value => left + (right - left) * (value - x0) / (x1 - x0)
  const y = value => bottom - (bottom - top) * (value - y0) / (y1 - y0)
  const at = (a, b) => `${x(a).toFixed(1)} ${y(b).toFixed(1)}`
  return {
    x, y, at,
    values: ([across, down]) => [x0 + (x1 - x0) * (across - left) / (right - left), y0 + (y1 - y0) * (bottom - down) / (bottom - top)],
    path: points => points.map(([a, b], i) => `${i ? "L" : "M"}${at(a, b)}`).join(""),
    // What is outside is not drawn.
    inside: markup => `<svg x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" viewBox="${left} ${top} ${right - left} ${bottom - top}">${markup}</svg>`,
    axes: (xs, ys) => `<path class="nn-axis" d="M${left} ${y(Math.max(y0, Math.min(y1, 0)))}H${right}M${x(Math.max(x0, Math.min(x1, 0)))} ${top}V${bottom}"></path>`
      + xs.map(a => `<text x="${x(a)}" y="${bottom + 15}" text-anchor="middle">${minus(a)}</text>`).join("")
      + ys.map(b => `<text x="${left - 5}" y="${y(b) + 4.5}" text-anchor="end">${minus(b)}</text>`).join(""),
    frame: () => `<rect class="nn-frame" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"></rect>`,
  }
}

// A handle, large enough for a finger.
export const handle = (part, x, y, mark = '<circle r="7"></circle>') =>
  `<g class="nn-handle" data-drag="${part}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><circle r="17" class="nn-grip"></circle>${mark}</g>`
