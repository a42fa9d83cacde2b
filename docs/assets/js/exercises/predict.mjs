// Predict, then see: what follows is hidden until the reader has guessed, or does not want to.

import { make, shown, words } from "./say.mjs"

export function predict(section, setup) {
  const controls = section.querySelector(".nn-controls"), [mine, show] = controls.querySelectorAll("button")
  const said = section.querySelector(".nn-said"), feedback = [...section.querySelectorAll(".nn-feedback")]
  const data = JSON.parse(section.dataset.exercise)
  const kind = setup({ section, data, check: mine, moved() {} })
  const see = () => {
    section.classList.add("nn-seen")
    kind.reveal?.()
    controls.hidden = true
  }
  mine.onclick = () => {
    const { ok, nearly, wrong, nothing, text, value } = kind.judge()
    if (nothing) return said.replaceChildren(text)
    const parts = [make("p", {}, make("strong", {}, `Your guess: ${kind.guess()}. `), ok ? "So it is." : nearly ? "Nearly so." : "It is otherwise.")]
    if (text) parts.push(make("p", {}, text))
    if (wrong !== null && wrong !== undefined) parts.push(...words(feedback[wrong]))
    else if (value !== undefined && !ok) {
      const times = value / data.answer
      parts.push(`It is ${shown(data.answer)}: ${times > 1 ? "less" : "more"} than you thought`
        + (times > 0 && (times >= 2 || times <= 0.5) ? `, by a factor of ${shown(times > 1 ? times : 1 / times)}.` : "."))
    }
    said.dataset.state = "guessed"
    said.replaceChildren(...parts)
    see()
  }
  show.onclick = see
  for (const button of [mine, show]) button.disabled = false
  section.classList.add("nn-live")
}
