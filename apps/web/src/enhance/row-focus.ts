/** The rows of a list of work, in order. */
export const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]

/** What names a row, so that it is found again after the list has changed. */
export const rowName = (row: Element | null | undefined) =>
  row?.getAttribute('aria-labelledby') ?? null

/**
 * Moves focus to the row that was acted on, or to the one that took its place, after an undo to the
 * returned row, and without rows to the current tab.
 * @param before names of the rows before the act
 */
export function focusAfter(name: string | null, before: (string | null)[]) {
  const left = rows()
  const same = left.find((row) => name !== null && rowName(row) === name)
  const back = name === null ? left.find((row) => !before.includes(rowName(row))) : undefined
  const index = Math.min(Math.max(before.indexOf(name), 0), left.length - 1)
  const place = (same ?? back ?? left[index])?.querySelector<HTMLElement>('a[href]')
  const tab = document.querySelector<HTMLElement>('main nav [aria-current]')
  ;(place ?? tab)?.focus({ preventScroll: same !== undefined })
}
