// Elements, and words of the page in another place.

export function make(tag, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(tag), attributes)
  element.append(...children)
  return element
}

// What stands in an element, without the code in it; a lone paragraph without being one.
export function words(element) {
  const copy = element.cloneNode(true)
  for (const left of copy.querySelectorAll(".highlight, .nn-mark")) left.remove()
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id")
  return [...copy.childNodes]
}

export const shown = (value, digits = 4) => String(Number(value.toPrecision(digits))).replace("-", "−").replace("e−", "e-")
