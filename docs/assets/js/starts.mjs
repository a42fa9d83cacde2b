// A small lab: runs the page's own code from a few starts more, here, and puts what comes of them beside what is recorded.

import { boot, call, loading, onprogress, stop } from "./python.mjs"
import { make } from "./exercises/say.mjs"
import { key } from "./explorables/trial.mjs"

export function add(box, data, values, update, editor) {
  const state = make("span", { className: "nn-state", role: "status" })
  const run = make("button", { type: "button", className: "nn-button", textContent: `Run ${data.count} new ${data.starts}` })
  const halt = make("button", { type: "button", className: "nn-button", textContent: "Stop", hidden: true })
  const back = make("button", { type: "button", className: "nn-button", textContent: "The code as it was", hidden: true })
  const wrong = make("pre", { className: "nn-error", hidden: true })
  const code = make("div", { className: "language-python highlight" }, make("pre", {}, make("code", { textContent: data.code })))
  const fold = make("details", { className: "nn-starts" }, make("summary", { textContent: "The code, which you may change" }), code, back)
  const hint = `Choose a setting, and let this browser run ${data.count} more ${data.starts}. Gray is what is recorded.`
  box.prepend(make("p", { className: "nn-ask", textContent: hint }))
  box.append(make("div", { className: "nn-bar" }, run, halt, state), wrong, fold)
  const { source } = editor(code, "The code of this experiment, Python", run)
  data.own = {}
  box.querySelector(".nn-said").dataset.longest += " Yours, with your code: 0.00001, 0.00001, 0.00001." // room for it
  let ran = data.code
  source.addEventListener("input", () => { back.hidden = false })
  back.addEventListener("click", () => {
    source.value = data.code.trimEnd()
    source.dispatchEvent(new Event("input"))
    back.hidden = true
    source.focus()
  })
  halt.addEventListener("click", () => stop())
  run.addEventListener("click", async () => {
    if (run.hidden) return
    const focused = document.activeElement === run
    run.hidden = !(halt.hidden = false)
    if (focused) halt.focus({ preventScroll: true })
    wrong.hidden = true
    const text = source.value + "\n", chosen = { ...values }
    if (text.trim() !== ran.trim()) data.own = {} // what other code gave is of no use beside it
    ran = text
    data.changed = text.trim() !== data.code.trim()
    const mine = data.own[key(chosen)] ??= [], first = data.seed + mine.length
    const unwatch = onprogress((share, sentence) => { if (share < 1) state.textContent = loading(share, sentence) })
    try {
      state.textContent = "Loading Python …"
      await boot()
      for (let i = 0; i < data.count; i++) {
        state.textContent = `Running ${i + 1} of ${data.count} …`
        const expression = data.call.replace(/\{(\w+)\}/g, (_, name) => name === "seed" ? first + i : chosen[name])
        const request = { page: `${location.pathname} starts`, blocks: [{ kind: "python", source: text }], expression }
        const { value, error } = await call("blocks.evaluate", request)
        if (error) throw new Error(error)
        mine.push(Number(value))
        update()
      }
      state.textContent = "Done."
    } catch (error) {
      state.textContent = error.message === "Stopped." ? "Stopped." : "It did not run."
      wrong.hidden = error.message === "Stopped."
      wrong.textContent = error.message
    } finally {
      unwatch()
      const here = document.activeElement === halt || document.activeElement === document.body
      run.hidden = !(halt.hidden = true)
      if (here) run.focus({ preventScroll: true })
    }
  })
}
