// What is answered without Python or a drawing: a number, a choice, an order.

import { near, offNumber, offOrder } from "./off.mjs"
import { make } from "./say.mjs"

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

export function number({ section, data, check, moved }) {
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
      return { ok: false, wrong: null, value, text: offNumber(value, data) }
    },
    guess: () => input.value.trim(),
    reset() { input.value = "" },
  }
}

// Choices: one by radio buttons, several by check boxes.

export function choose({ section, data, check, moved }) {
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

// Items in an order: buttons and arrow keys move one, or it is dragged.

export function order({ section, data, moved, signal }) {
  const list = section.querySelector(".nn-items"), start = [...list.children]
  const name = item => item.querySelector("span").textContent.trim()
  const order = () => [...list.children].map(item => Number(item.dataset.item))
  let dragged = null

  function move(item, by) {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling
    if (!other) return
    if (by < 0) other.before(item)
    else other.after(item)
    arrange()
    moved(`${name(item)}: now ${[...list.children].indexOf(item) + 1} of ${start.length}.`)
  }
  function arrange() {
    for (const item of list.children) {
      const [up, down] = item.querySelectorAll("button")
      up.setAttribute("aria-disabled", !item.previousElementSibling)
      down.setAttribute("aria-disabled", !item.nextElementSibling)
    }
  }
  for (const item of start) {
    const buttons = [[-1, "up", "↑"], [1, "down", "↓"]].map(([by, where, arrow]) => {
      const button = make("button", { type: "button", className: "nn-button", ariaLabel: `Move ${name(item)} ${where}` }, arrow)
      button.onclick = () => {
        move(item, by)
        button.focus()
      }
      return button
    })
    item.append(make("span", { className: "nn-moves" }, ...buttons))
    item.addEventListener("keydown", event => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (!by) return
      event.preventDefault()
      move(item, by)
      event.target.focus()
    })
    item.addEventListener("pointerdown", event => {
      if (event.button || event.pointerType === "touch" || event.target.closest("button")) return // touch scrolls
      event.preventDefault()
      dragged = item
      item.classList.add("nn-dragged")
    })
  }
  addEventListener("pointermove", event => {
    if (!dragged) return
    const over = [...list.children].find(item => {
      const { top, bottom } = item.getBoundingClientRect()
      return event.clientY >= top && event.clientY <= bottom
    })
    if (over && over !== dragged) move(dragged, dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1)
  }, { signal })
  addEventListener("pointerup", () => {
    dragged?.classList.remove("nn-dragged")
    dragged = null
  }, { signal })
  arrange()
  const same = (a, b) => a.every((one, i) => one === b[i])
  return {
    judge() {
      const mine = order()
      if (same(mine, data.right)) return { ok: true }
      const wrong = data.wrong.findIndex(one => same(mine, one))
      if (wrong >= 0) return { ok: false, wrong }
      return { ok: false, wrong: null, text: offOrder(mine, data.right, one => name(start[one])) }
    },
    reset() {
      list.append(...start)
      arrange()
    },
  }
}
