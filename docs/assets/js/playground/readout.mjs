// The numbers of the picture, and what is said of the whole network.

const STATES = { dead: "dead", off: "mostly off", saturated: "saturated" } // of units, as scripts/browser/playground says

export function readOut(root, { numbers, scene, gradients, units, penalized }) {
  const show = (name, text) => {
    const place = root.querySelector(`#nn-out-${name}`)
    if (place.textContent !== text) place.textContent = text
  }
  show("step", String(numbers.step))
  for (const name of ["loss", "heldLoss"]) show(name, numbers[name]?.toPrecision(numbers[name] < 1e6 ? 6 : 2) ?? "–")
  for (const name of ["accuracy", "heldAccuracy"])
    show(name, numbers[name] === null ? "–" : `${(100 * numbers[name]).toFixed(1)} %`)
  show("parameters", scene.parameters)
  show("train", String(scene.train.length))
  const loss = value => value?.toPrecision(3) ?? "–"
  root.querySelector(".nn-now").textContent =
    `step ${numbers.step}, loss ${loss(numbers.loss)}, held out ${loss(numbers.heldLoss)}`
  root.querySelectorAll(".nn-layer").forEach((head, i) => {
    const gradient = numbers.step ? gradients[i] : null // before the first step there is none
    const note = head.querySelector(".nn-note"), text = units[i] === undefined ? "" : ofLayer(units[i], gradient, penalized)
    if (note.textContent !== text) note.textContent = text
  })
}

function ofLayer(states, gradient, penalized) { // states of the units, or "" where there is nothing to say; none for maxout
  return [stuck(states), `gradient ${size(gradient)}${penalized ? " without that of L2" : ""}`].filter(Boolean).join(", ")
}

function stuck(states) {
  const count = state => states?.filter(one => one === state).length ?? 0
  return Object.keys(STATES).filter(count).map(state => `${count(state)} ${STATES[state]}`).join(", ")
}

function size(value) { // null where there is no gradient, or none that is finite
  if (value === null) return "–"
  return value === 0 ? "0" : value < 0.001 ? value.toExponential(0).replace("-", "−") : value.toPrecision(2)
}

export function summary({ scene: { layers }, units }) {
  const words = layers.map(([n, kind], i) => {
    const more = stuck(units[i])
    return `layer ${i + 1}, ${n} ${kind.replace("_", " ")} unit${n === 1 ? "" : "s"}${more && `, ${more}`}`
  })
  return `The network: two inputs; ${words.join("; ")}; one output. `
    + "Lines are weights, orange for positive, blue for negative."
}
