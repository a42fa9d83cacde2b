// Predict, then see: what follows is hidden until the reader has guessed, or does not want to.

import { make, shown, words } from "./say.mjs"

const sentence = text => text.replace(/\.?$/, ".")

function right(section, { right, answer }) { // what is so; a curve that was drawn shows it itself
  const unit = section.querySelector(".nn-number > span")?.textContent ?? ""
  if (right) {
    const choices = [...section.querySelectorAll(".nn-choice > span")].map(choice => choice.textContent.trim())
    return sentence(`It is: ${right.map(index => choices[index]).join(", ")}`)
  }
  return Array.isArray(answer) ? "" : sentence(`It is ${shown(answer)} ${unit}`.trim())
}

export function predict(section, setup) {
  const controls = section.querySelector(".nn-controls"), [mine, show] = controls.querySelectorAll("button")
  const said = section.querySelector(".nn-said"), feedback = [...section.querySelectorAll(".nn-feedback")]
  const data = JSON.parse(section.dataset.exercise)
  const kind = setup({ section, data, check: mine, moved() {} })
  const found = right(section, data)
  const see = () => {
    section.classList.add("nn-seen")
    kind.reveal?.()
    controls.hidden = true
  }
  mine.onclick = () => {
    const { ok, nearly, wrong, nothing, text, value } = kind.judge()
    if (nothing) return said.replaceChildren(text)
    const verdict = ok && value === undefined ? "So it is." : nearly ? "Nearly so." : found || "It is otherwise."
    const parts = [make("p", {}, make("strong", {}, sentence(`Your guess: ${kind.guess()}`), " "), verdict)]
    if (text && value === undefined) parts.push(make("p", {}, text)) // of a number the next says it
    if (wrong !== null && wrong !== undefined) parts.push(...words(feedback[wrong]))
    else if (value !== undefined && !ok) {
      const times = value / data.answer
      parts.push(`${times > 1 ? "Less" : "More"} than you thought`
        + (times > 0 && (times >= 2 || times <= 0.5) ? `, by a factor of ${shown(times > 1 ? times : 1 / times)}.` : "."))
    }
    said.dataset.state = "guessed"
    said.replaceChildren(...parts)
    see()
  }
  show.onclick = () => {
    if (found) said.replaceChildren(make("p", {}, found))
    see()
  }
  for (const button of [mine, show]) button.disabled = false
  section.classList.add("nn-live")
}
