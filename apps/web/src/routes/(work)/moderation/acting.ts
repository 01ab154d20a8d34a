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
  | 'waveHidden'
  | 'waveReleased'
  | 'appealUpheld'
  | 'appealRejected'

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]

/** Sends a form of a row in the page; focus goes on to the row that follows. */
export const acting: SubmitFunction = ({ formElement }) => {
  const index = rows().findIndex((row) => row.contains(formElement))
  return async ({ result, update }) => {
    await update({ reset: false })
    // What was refused because somebody else was quicker is no longer there.
    if (result.type === 'failure') await invalidateAll()
    const left = rows()
    left[Math.min(index, left.length - 1)]?.querySelector<HTMLElement>('a[href]')?.focus()
  }
}
