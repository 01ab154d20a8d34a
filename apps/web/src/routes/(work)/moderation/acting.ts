import type { SubmitFunction } from '$app/forms'
import { invalidateAll } from '$app/navigation'

/** What a button of the queue has done. */
export type Done =
  | 'hidden'
  | 'refused'
  | 'undone'
  | 'claimed'
  | 'unclaimed'
  | 'approved'
  | 'editApproved'
  | 'editRefused'
  | 'dismissed'
  | 'upheld'
  | 'campaignHidden'
  | 'campaignReleased'
  | 'flagCleared'
  | 'flagKept'
  | 'appealUpheld'
  | 'appealRejected'
  | 'handedBack'

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]
const nameOf = (row: HTMLElement) => row.getAttribute('aria-labelledby')

/**
 * Submits a form of the queue and moves focus to the next row, after an undo to the returned row,
 * and without rows to the current tab.
 */
export const acting: SubmitFunction = ({ formElement }) => {
  const before = rows()
  const index = before.findIndex((row) => row.contains(formElement))
  const known = new Set(before.map(nameOf))
  return async ({ result, update }) => {
    await update({ reset: false })
    // The row may be gone because somebody else has decided it.
    if (result.type === 'failure') await invalidateAll()
    const left = rows()
    const back = index < 0 ? left.find((row) => !known.has(nameOf(row))) : undefined
    const next = back ?? left[Math.min(Math.max(index, 0), left.length - 1)]
    const place = next?.querySelector<HTMLElement>('a[href]')
    ;(place ?? document.querySelector<HTMLElement>('main nav [aria-current]'))?.focus()
  }
}
