// A calculation one step at a time: the picture shows what is known so far. Without this, and on paper, it is a list.

export function setup(box) {
  const steps = [...box.querySelectorAll("ol > li")].map(item => item.textContent.trim())
  const parts = [...box.querySelectorAll("[data-at]")].map(part => [part, part.dataset.at.split(" ").map(Number)])
  const bar = Object.assign(document.createElement("div"), { className: "nn-bar" })
  const status = Object.assign(document.createElement("p"), { className: "nn-step-said", role: "status" })
  const back = button("Back", -1), next = button("Next step", 1)
  let now = 1

  function button(textContent, by) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "nn-button", textContent })
    made.addEventListener("click", () => show(now + by))
    return made
  }

  function show(step) {
    if (step < 1 || step > steps.length) return // the button keeps the focus, which one that is disabled would lose
    now = step
    for (const [part, at] of parts) {
      part.classList.toggle("nn-later", at[0] > now)
      part.classList.toggle("nn-now", at.includes(now))
    }
    back.ariaDisabled = String(now === 1)
    next.ariaDisabled = String(now === steps.length)
    status.textContent = `Step ${now} of ${steps.length}. ${steps[now - 1]}`
  }

  bar.append(back, next)
  box.classList.add("nn-stepping")
  box.querySelector(".nn-graph").after(bar, status)
  show(1)
}
