// The marks of a page as one list at its end: the Tab key would else stop at each of them on the way through the text.

export function list(fold, marks) {
  fold.addEventListener("toggle", () => fill(fold, marks), { once: true })
  fold.classList.add("nn-live")
  for (const mark of marks) mark.tabIndex = -1
}

function fill(fold, marks) {
  const all = fold.appendChild(document.createElement("ol"))
  for (const mark of marks) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = mark.ariaLabel.replace(/^Checked: /, "")
    button.onclick = () => go(mark)
    all.appendChild(document.createElement("li")).append(button)
  }
}

function go(mark) {
  for (let fold = mark.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  mark.scrollIntoView({ block: "center" })
  mark.focus({ preventScroll: true })
}
