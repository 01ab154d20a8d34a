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
 * Sends a form of the page. Focus goes on to the row that follows, to the one that came back where
 * something was undone, and to the tab where no row is left: it never falls out of the queue.
 */
export const acting: SubmitFunction = ({ formElement }) => {
  const before = rows()
  const index = before.findIndex((row) => row.contains(formElement))
  const known = new Set(before.map(nameOf))
  return async ({ result, update }) => {
    await update({ reset: false })
    // What was refused because somebody else was quicker is no longer there.
    if (result.type === 'failure') await invalidateAll()
    const left = rows()
    const back = index < 0 ? left.find((row) => !known.has(nameOf(row))) : undefined
    const next = back ?? left[Math.min(Math.max(index, 0), left.length - 1)]
    const place = next?.querySelector<HTMLElement>('a[href]')
    ;(place ?? document.querySelector<HTMLElement>('main nav [aria-current]'))?.focus()
  }
}
