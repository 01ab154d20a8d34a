import type { Readers } from '../visibility.ts'

/** Whether everybody whom `one` lets in is let in by `other`, too. */
function isWithin(one: Readers, other: Readers): boolean {
  if (other.readers === 'everyone' || one.readers === 'staff') return true
  if (other.readers === 'members') return one.readers !== 'everyone'
  return (
    other.readers === 'groups' &&
    one.readers === 'groups' &&
    one.readerGroups.every((id) => other.readerGroups.includes(id))
  )
}

/**
 * Whether somebody may read a text afterwards who could not before. A text has several limits: its
 * own readers, and those of the sections above it. In doubt the answer is yes.
 */
export const isWider = (before: readonly Readers[], after: readonly Readers[]): boolean =>
  !before.every((limit) => after.some((one) => isWithin(one, limit)))
