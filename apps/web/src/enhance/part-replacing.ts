/** Shows what a part has become, unless the reader is doing something in it. */
export function replace(part: Element, now: Element): void {
  if (isInUse(part) || part.outerHTML === now.outerHTML) return
  for (const { name, value } of now.attributes) part.setAttribute(name, value)
  part.replaceChildren(...now.childNodes)
}

const isInUse = (part: Element) =>
  part.querySelector(':focus, [open], :popover-open, :checked') !== null
