// An explorable: labelled controls choose one of the states that nnref computed when the site was built, a picture
// shows it, and a sentence says what is seen. In the page, in a box of class nn-explorable, stand the picture of the
// first state (<svg>), its sentence (.nn-said, a status) and, in a <template>, JSON:
//   picture  the module in explorables/ that draws, by draw(state, chosen, data), which returns markup of SVG
//   inputs   [{ name, label, form: "choice" or "range", options: [{ value, label }], value }]
//   states   { "the values of all inputs, with a space between": { said, ... } }
// Without this script, from disk and on paper, the first state is there.

const make = (tag, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes)
  element.append(...children)
  return element
}
let count = 0

export async function setup(box) {
  const data = JSON.parse(box.querySelector("template").content.textContent)
  const { draw } = await import(`./explorables/${data.picture}.mjs`)
  const svg = box.querySelector("svg"), said = box.querySelector(".nn-said")
  const chosen = Object.fromEntries(data.inputs.map(({ name, value }) => [name, value]))

  function show() {
    const state = data.states[data.inputs.map(({ name }) => chosen[name]).join(" ")]
    svg.innerHTML = draw(state, chosen, data)
    svg.setAttribute("aria-label", state.said)
    if (said.textContent !== state.said) said.textContent = state.said
  }

  const choice = ({ name, label, options, value }) => {
    const group = `nn-explorable-${++count}`
    return make("fieldset", {}, make("legend", { textContent: label }), ...options.map(option => {
      const input = make("input", { type: "radio", name: group, value: option.value, checked: option.value === value })
      input.addEventListener("change", () => {
        chosen[name] = option.value
        show()
      })
      return make("label", {}, input, option.label)
    }))
  }

  const range = ({ name, label, options, value }) => {
    const id = `nn-explorable-${++count}`, at = options.findIndex(option => option.value === value)
    const input = make("input", { type: "range", id, min: 0, max: options.length - 1, value: at })
    const shown = make("span", { textContent: options[at].label })
    input.setAttribute("aria-valuetext", options[at].label)
    input.addEventListener("input", () => {
      const option = options[input.value]
      chosen[name] = option.value
      shown.textContent = option.label
      input.setAttribute("aria-valuetext", option.label)
      show()
    })
    shown.ariaHidden = "true" // the slider says it
    return make("div", {}, make("label", { htmlFor: id, textContent: label }), input, shown)
  }

  const forms = { choice, range }
  svg.before(make("div", { className: "nn-explorable-controls" }, ...data.inputs.map(input => forms[input.form](input))))
  box.classList.add("nn-live")
  show()
}
