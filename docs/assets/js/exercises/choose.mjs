// Choices: one by radio buttons, several by check boxes.

export function setup({ section, data, check, moved }) {
  const boxes = [...section.querySelectorAll("fieldset input")]
  for (const box of boxes) {
    box.checked = false // a browser may remember
    box.addEventListener("change", () => moved())
    box.addEventListener("keydown", event => {
      if (event.key !== "Enter") return
      event.preventDefault()
      check.click()
    })
  }
  const chosen = () => boxes.filter(box => box.checked).map(box => Number(box.value))
  return {
    judge() {
      const picked = chosen()
      if (!picked.length) return { nothing: true, text: "Choose first." }
      const bad = picked.find(index => !data.right.includes(index))
      if (bad !== undefined) return { ok: false, wrong: bad }
      const missing = data.right.length - picked.length
      if (missing) return { ok: false, wrong: null, text: `What you chose is right, and ${missing} more ${missing > 1 ? "are" : "is"}.` }
      return { ok: true, wrong: picked[0] }
    },
    guess: () => chosen().map(index => boxes[index].nextElementSibling.textContent.trim()).join(", "),
    reset() { for (const box of boxes) box.checked = false },
  }
}
