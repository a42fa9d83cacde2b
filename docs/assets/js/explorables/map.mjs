// The square in which the lecture's points lie: regions of a network, and points of two classes.

export const square = (left, top, side, markup) =>
  `<svg x="${left}" y="${top}" width="${side}" height="${side}" viewBox="0 0 1000 1000">${markup}</svg>`
  + `<rect class="nn-frame" x="${left}" y="${top}" width="${side}" height="${side}"></rect>`

export const region = path => `<rect width="1000" height="1000" style="fill: var(--nn-area-a)"></rect>`
  + `<path d="${path}" fill-rule="evenodd" style="fill: var(--nn-area-b); stroke: var(--nn-ink); stroke-width: 5"></path>`

// Circles and triangles; hollow ones were held out.
export const dots = ([circles, triangles], hollow = false, size = 14) => {
  const look = name => hollow ? `fill: var(--nn-paper); stroke: var(--nn-class-${name}); stroke-width: 6` : `fill: var(--nn-class-${name}); stroke: var(--nn-paper); stroke-width: 3`
  return circles.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${size}" style="${look("a")}"></circle>`).join("")
    + triangles.map(([x, y]) => `<path d="M${x} ${y - 1.35 * size}l${1.25 * size} ${2.1 * size}h${-2.5 * size}z" style="${look("b")}"></path>`).join("")
}

// Accuracies over settings: solid of training, dashed of held-out points, as everywhere; and where the reader is.
export function curve(panel, { train, held }, now, labels) {
  const last = labels.length - 1
  const line = (values, look) => `<path d="${panel.path(values.map((value, i) => [i, value]))}" style="fill: none; ${look}"></path>`
    + `<circle cx="${panel.x(now)}" cy="${panel.y(values[now])}" r="5.5" style="${look}; stroke-dasharray: none; fill: var(--nn-paper)"></circle>`
  return panel.axes([], [0.6, 0.8, 1])
    + line(train, "stroke: var(--nn-ink); stroke-width: 2")
    + line(held, "stroke: var(--nn-accent); stroke-width: 2.4; stroke-dasharray: 5 3")
    + labels.map((label, i) => `<text x="${panel.x(i)}" y="${panel.y(0.5) + 16}" text-anchor="middle"${i === now ? ' class="nn-strong"' : ""}>${label}</text>`).join("")
    + `<text x="${panel.x(last)}" y="${panel.y(train[last]) - 9}" text-anchor="end" style="fill: var(--nn-ink)">— training</text>`
    + `<text x="${panel.x(last)}" y="${panel.y(held[last]) + 18}" text-anchor="end" style="fill: var(--nn-accent)">- - held out</text>`
}
