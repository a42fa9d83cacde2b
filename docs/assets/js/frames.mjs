// For teachers: the code that shows a piece of these pages in a frame on another (embed.mjs), and buttons that copy it.

// How high a frame is where it is 700 pixels wide: enough for the piece with a wrong answer and what is said of it.
const HEIGHTS = { playground: 1200, explorable: 850, choose: 640, number: 480, order: 660, mark: 820, code: 660, bug: 660 }

const quoted = text => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")

export function frame(page, id, title, kind) {
  const address = new URL(page)
  address.search = id ? `?embed=${encodeURIComponent(id)}` : "?embed"
  return `<iframe src="${quoted(address.href)}" title="${quoted(title)}" width="100%" height="${HEIGHTS[kind]}" `
    + 'style="border: 0" loading="lazy" allow="clipboard-write"></iframe>'
}

export function byHand(text, label) { // where there is no clipboard
  return Object.assign(document.createElement("textarea"), { className: "nn-to-copy", value: text, rows: 4, readOnly: true, ariaLabel: label })
}

export function copying(label, text) { // a button; without the clipboard the text stands behind it, selected
  const button = Object.assign(document.createElement("button"), { type: "button", className: "nn-button", textContent: label })
  button.setAttribute("aria-live", "polite")
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text())
      button.textContent = "Copied"
      setTimeout(() => { button.textContent = label }, 2000)
    } catch { // not allowed, or not there
      if (button.nextElementSibling?.matches(".nn-to-copy")) button.nextElementSibling.remove()
      const area = byHand(text(), "To copy by hand")
      button.after(area)
      area.select()
    }
  }
  return button
}

export function setup(list) {
  for (const link of list.querySelectorAll("[data-embed]")) {
    const { embed, kind } = link.dataset
    link.parentElement.append(" ", copying("Copy the embed code", () => frame(link.href, embed, link.textContent, kind)))
  }
}
