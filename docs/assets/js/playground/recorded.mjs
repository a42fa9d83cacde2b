// The recorded run: pictures that nnref made when the site was built, in the form of those that Python sends.
// scripts/browser/playground/recording.py says what the file holds.

const FILE = new URL("../../recorded/playground.bin", import.meta.url)

export async function* recorded() {
  const answer = await fetch(FILE)
  if (!answer.ok) return
  const reader = answer.body.pipeThrough(new DecompressionStream("gzip")).getReader()
  let bytes = new Uint8Array(0), scene, before
  const read = async size => { // so many bytes, or null at the end
    while (bytes.length < size) {
      const { done, value } = await reader.read()
      if (done) return null
      bytes = joined(bytes, value)
    }
    const part = bytes.slice(0, size)
    bytes = bytes.subarray(size)
    return part
  }
  for (let head; (head = await read(4));) {
    const words = JSON.parse(new TextDecoder().decode(await read(new DataView(head.buffer).getUint32(0, true))))
    scene = words.scene ?? scene
    const size = sizes(scene), shown = await read(size.map + size.small + size.sums)
    if (before) for (let i = 0; i < shown.length; i++) shown[i] += before[i]
    before = shown
    const weights = new Float32Array((await read(4 * size.weights)).buffer)
    yield { ...words, scene, ...parts(shown, size), weights, recorded: true }
  }
}

export function sizes({ layers, sizes, train }) { // of the parts of a picture
  const units = layers.reduce((sum, [n]) => sum + n, 0), widths = [2, ...layers.map(([n]) => n), 1]
  return {
    map: sizes.map ** 2,
    small: units * sizes.unit ** 2,
    sums: units * Math.min(train.length, sizes.points),
    weights: widths.slice(1).reduce((sum, n, i) => sum + n * widths[i], 0),
  }
}

export const parts = (bytes, { map, small, sums }) => ({
  map: bytes.subarray(0, map),
  small: bytes.subarray(map, map + small),
  sums: bytes.subarray(map + small, map + small + sums),
})

function joined(a, b) {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
