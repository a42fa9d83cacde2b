// Code, judged by scripts/browser/judge.py in the worker that runs the examples.

const python = () => import("../python.mjs") // neither before it is needed

const LIMIT = 5e3 // milliseconds for an answer, once Python is there
const ENDLESS = "Your code did not come to an end within 5 seconds, so it was stopped. Is there a loop whose condition "
  + "stays true? Python starts anew with the next check."

export function code({ section, data, check, editor, moved }) {
  const box = section.querySelector(".nn-start .highlight")
  const answer = editor(box, `${section.querySelector(".nn-title").firstChild.textContent.trim()}, your answer in Python`, check)
  const { source } = answer
  box.classList.add("nn-editor")
  source.addEventListener("input", () => moved())
  source.addEventListener("input", () => python().then(({ boot }) => boot()).catch(() => {}), { once: true }) // while the reader types
  return {
    async judge(busy) {
      busy("Loading Python …")
      const { call, loading, onprogress, stop } = await python()
      const unwatch = onprogress((share, sentence) => busy(share < 1 ? loading(share, sentence) : "Checking …"))
      let watch
      try {
        await call("judge.ready", {})
        busy("Checking …")
        watch = setTimeout(() => stop(ENDLESS), LIMIT)
        const { ok, said, wrong } = await call("judge.judge", { exercise: data, code: source.value })
        return { ok, wrong, text: said ?? "" }
      } catch (error) {
        if (error.message !== ENDLESS) stop() // whatever it was, the next check has a new Python
        throw error
      } finally {
        clearTimeout(watch)
        unwatch()
      }
    },
    reset() {
      source.value = answer.original.slice(0, -1)
      answer.code.innerHTML = answer.html
    },
  }
}
