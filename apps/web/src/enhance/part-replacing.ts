import { isChanged } from './typed-state.ts'

/** Shows what a part has become, unless the reader is doing something in it. */
export function replace(part: Element, now: Element): void {
  if (isInUse(part) || part.outerHTML === now.outerHTML) return
  for (const { name, value } of now.attributes) part.setAttribute(name, value)
  part.replaceChildren(...now.childNodes)
}

/**
 * Adds the messages of a conversation that it does not show yet, while the reader does something in
 * it; else shows what it has become.
 */
export function mergeMessages(part: Element, now: Element): void {
  if (!isInUse(part)) return replace(part, now)
  const fresh = [...now.querySelectorAll('.message')].filter(
    ({ id }) => !part.querySelector(`#${id}`)
  )
  part.append(...fresh)
}

const isInUse = (part: Element) =>
  part.querySelector(':focus, [open], :popover-open, :checked') !== null ||
  [...part.querySelectorAll('textarea')].some(isChanged)
