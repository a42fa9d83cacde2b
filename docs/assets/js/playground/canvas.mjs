// What all pictures share: the surface, the colors of the scheme, maps of bytes, points.

export function add(box, label) { // hidden until it is drawn on; then the picture in the box goes
  const canvas = document.createElement("canvas")
  box.append(canvas)
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", label)
  canvas.hidden = true
  return canvas
}

function reveal(canvas) {
  const box = canvas.parentElement, before = box.querySelector("img")?.getBoundingClientRect()
  if (before?.width && !box.matches(".nn-map")) canvas.style.aspectRatio = `${before.width} / ${before.height}`
  canvas.hidden = false
  box.classList.add("nn-live")
}

export function clear(canvas) { // [pen, width, height] in pixels of the page
  if (canvas.hidden) reveal(canvas)
  const { width, height } = canvas.getBoundingClientRect(), ratio = Math.min(devicePixelRatio || 1, 2)
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) }
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size)
  const pen = canvas.getContext("2d")
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.clearRect(0, 0, width, height)
  return [pen, width, height]
}

const NAMES = ["ink", "quiet", "faint", "paper", "accent", "class-a", "class-b", "area-a", "area-b"]

export function colors() { // of the scheme, as text; `regions` and `units` are ramps: byte to pixel
  const style = getComputedStyle(document.body)
  const named = Object.fromEntries(NAMES.map(name => [name, style.getPropertyValue(`--nn-${name}`).trim()]))
  const rgb = name => [1, 3, 5].map(at => parseInt(named[name].slice(at, at + 2), 16))
  const pale = (strong, weak) => rgb(strong).map((part, k) => Math.round(rgb(weak)[k] + 0.45 * (part - rgb(weak)[k])))
  named.regions = ramp(pale("class-a", "area-a"), rgb("paper"), pale("class-b", "area-b"))
  named.units = ramp(rgb("class-a"), rgb("paper"), rgb("class-b"))
  return named
}

function ramp(low, middle, high) { // 256 pixels, each red, green, blue, 255
  const bytes = Uint8Array.from({ length: 1024 }, (_, at) => {
    const i = at >> 2, k = at & 3
    const [from, to, share] = i < 128 ? [low, middle, i / 128] : [middle, high, (i - 128) / 127]
    return k < 3 ? Math.round(from[k] + share * (to[k] - from[k])) : 255
  })
  return new Uint32Array(bytes.buffer)
}

const tiles = {}

export function image(bytes, ramp) { // a square of bytes as something to draw
  const size = Math.sqrt(bytes.length)
  if (!tiles[size]) {
    const tile = Object.assign(document.createElement("canvas"), { width: size, height: size })
    tiles[size] = { tile, pen: tile.getContext("2d", { willReadFrequently: true }), data: new ImageData(size, size) }
  }
  const { tile, pen, data } = tiles[size], pixels = new Uint32Array(data.data.buffer)
  for (let i = 0; i < bytes.length; i++) pixels[i] = ramp[bytes[i]]
  pen.putImageData(data, 0, 0)
  return tile
}

export function dots(pen, points, put, colors, hollow = false) { // class 0 is a circle, class 1 a triangle
  for (const kind of [0, 1]) {
    pen.fillStyle = pen.strokeStyle = colors[kind ? "class-b" : "class-a"]
    pen.beginPath()
    for (const [px, py, label] of points) {
      if (label !== kind) continue
      const [x, y] = put(px, py)
      if (kind) {
        pen.moveTo(x, y - 4)
        pen.lineTo(x + 3.6, y + 2.6)
        pen.lineTo(x - 3.6, y + 2.6)
        pen.closePath()
      } else {
        pen.moveTo(x + 3, y)
        pen.arc(x, y, 3, 0, 7)
      }
    }
    pen.lineWidth = 1
    if (hollow) pen.stroke()
    else {
      pen.fill()
      pen.strokeStyle = colors.paper
      pen.lineWidth = 0.6
      pen.stroke()
    }
  }
}
