// Items in an order: buttons and arrow keys move one, or it is dragged.

import { make } from "./say.mjs"

export function setup({ section, data, moved, signal }) {
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
      const places = mine.filter((one, i) => one === data.right[i]).length
      const [a, b] = mine.map((one, i) => [one, mine[i + 1]]).find(([one, next]) => next !== undefined && data.right.indexOf(one) > data.right.indexOf(next))
      return { ok: false, wrong: null, text: `${places} of ${mine.length} are in their place. Compare ${name(start[a])} with ${name(start[b])}.` }
    },
    reset() {
      list.append(...start)
      arrange()
    },
  }
}
