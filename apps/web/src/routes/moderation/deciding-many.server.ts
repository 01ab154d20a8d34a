import type { Api, Snapshot } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import { changedParts, type ChangedPart } from '#lib/changes/changed-parts.server.ts'
import type { bulksOf, Row } from './bulk.ts'

/**
 * Rows left undecided because they changed since they were read. `isWhole`: what was read is not
 * kept, so all is shown.
 */
export type Changed = Pick<Row, 'what' | 'id' | 'label'> & {
  changes: ChangedPart[]
  isWhole: boolean
}

/** `refused`: number of rows left undecided for other reasons. */
export type Decided = { done: number; left: number; refused: number; changed: Changed[] }

/** Decides the selected rows, one call per kind; a refused call does not stop the others. */
export async function decideMany(
  api: Api['moderation'],
  bulks: ReturnType<typeof bulksOf>,
  locale: Locale
): Promise<Decided> {
  const all: Decided = { done: 0, left: 0, refused: 0, changed: [] }
  for (const { rows, ...bulk } of bulks) {
    const { done, left, refused } = await api.decideMany(bulk)
    const changed = refused.flatMap(({ id, now, read }) =>
      now ? changedIn(rows, id, locale, now, read) : []
    )
    all.done += done
    all.left += left
    all.refused += refused.length - changed.length
    all.changed.push(...changed)
  }
  return all
}

const changedIn = (
  rows: Row[],
  id: number,
  locale: Locale,
  now: Snapshot,
  read?: Snapshot
): Changed[] =>
  rows
    .filter((row) => row.id === id)
    .map(({ what, label }) => ({
      ...{ what, id, label, isWhole: read === undefined },
      changes: changedParts(read?.parts ?? [], now, locale)
    }))
