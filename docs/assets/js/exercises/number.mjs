// A number: 0.25, .25, 1/4, 2.5e-1, 0,25, 25 %, −3.

export function read(text) {
  let typed = text.trim().replace(/[\u2212\u2013]/g, "-").replace(/\s+/g, "").replace(/^[=≈]/, "")
  typed = typed.replace(/(×|\*|·)10(\^|\*\*)/, "e")
  if (/^[^.]*,\d+[^.,]*$/.test(typed) && (typed.match(/,/g) ?? []).length === 1) typed = typed.replace(",", ".") // a decimal comma
  const scale = typed.endsWith("%") ? 0.01 : 1
  const parts = typed.replace(/%$/, "").split("/")
  if (parts.length > 2 || parts.some(part => !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part))) return NaN
  const [a, b = 1] = parts.map(Number)
  return scale * a / b
}

export const near = (value, right, within) => Math.abs(value - right) <= within + 1e-9 * Math.max(1e-3, Math.abs(right))

export function setup({ section, data, check, moved }) {
  const input = section.querySelector(".nn-number > input")
  input.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.isComposing) check.click()
  })
  input.addEventListener("input", () => moved())
  return {
    judge() {
      const value = read(input.value)
      if (Number.isNaN(value)) {
        input.focus()
        return { nothing: true, text: input.value.trim()
          ? `“${input.value}” is no number that can be read here: write 0.25, 1/4, 2.5e-1 or 0,25.` : "Write a number first." }
      }
      if (near(value, data.answer, data.within)) return { ok: true, value }
      const wrong = data.wrong.findIndex(([known, within]) => near(value, known, within))
      if (wrong >= 0) return { ok: false, wrong, value }
      const flipped = near(-value, data.answer, data.within)
      return { ok: false, wrong: null, value, text: flipped ? "Look at the sign." : value > data.answer ? "It is smaller." : "It is larger." }
    },
    guess: () => input.value.trim(),
    reset() { input.value = "" },
  }
}
