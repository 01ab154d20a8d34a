import { offer } from './live-pill.ts'
import { replace } from './part-replacing.ts'

/** The id of the thread of a row, from the link of its title. */
const threadOf = (row: Element) =>
  row.querySelector('a.title')?.getAttribute('href')?.split(/[/?]/)[2]

const rowsIn = (list: Element) => [...list.querySelectorAll('[data-row]')]

/** Updates the rows of a list where they stand, and offers the list if its order is another one. */
export function mergeRows(list: HTMLElement, now: HTMLElement): void {
  const places = new Map(rowsIn(list).map((row, at) => [threadOf(row), { row, at }]))
  let moved = 0
  for (const [at, become] of rowsIn(now).entries()) {
    const known = places.get(threadOf(become))
    if (known) replace(known.row, become.cloneNode(true) as Element)
    if (!known || known.at > at) moved += 1
  }
  const place = list.querySelector<HTMLElement>('[data-one]')
  if (moved > 0 && place) offer(place, moved, undefined, () => show(list, now))
}

function show(list: HTMLElement, now: HTMLElement) {
  list.replaceChildren(...now.childNodes)
  list.querySelector<HTMLElement>('a.title')?.focus()
}
