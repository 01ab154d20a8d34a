import type { SubmitFunction } from '$app/forms'

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
  return async ({ update }) => {
    await update({ reset: false })
    const left = rows()
    left[Math.min(index, left.length - 1)]?.querySelector<HTMLElement>('a[href]')?.focus()
  }
}
