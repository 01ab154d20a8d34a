import type { Reason } from '#lib/moderation/words.ts'

type What = 'case' | 'post' | 'campaign'

/** A row as its checkbox sends it, with the revision that was read if it can be approved. */
export type Row = { what: What; id: number; label: string; revision?: string }

/** Outcome for each kind of row by button. */
const outcomes = {
  hide: { case: 'hide', post: 'hide', campaign: 'hide' },
  keep: { case: 'dismiss', post: 'approve', campaign: 'approve' }
} as const

/** Calls for the selected rows, one per kind of row; the endpoint refuses unknown values. */
export function bulksOf(form: FormData) {
  const reason = form.get('reason') as Reason
  const outcome = form.get('outcome') === 'hide' ? 'hide' : 'keep'
  const ticked = form.getAll('ids').flatMap(rowIn)
  return (['case', 'post', 'campaign'] as const)
    .map((what) => ({ what, outcome: outcomes[outcome][what] }))
    .map((bulk) => ({ ...bulk, rows: ticked.filter(({ what }) => what === bulk.what) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ what, rows, outcome: end }) => ({
      ...{ what, outcome: end, reason: outcome === 'hide' ? reason : undefined },
      ids: rows.map(({ id }) => id),
      revisions: end === 'approve' ? revisionsOf(rows) : {},
      rows
    }))
}

const revisionsOf = (rows: readonly Row[]) =>
  Object.fromEntries(rows.flatMap(({ id, revision }) => (revision ? [[id, revision]] : [])))

/** Empty if the value was not made by our page. */
function rowIn(value: FormDataEntryValue): Row[] {
  try {
    const row = JSON.parse(typeof value === 'string' ? value : '') as Partial<Row> | null
    const { what, id, label, revision } = row ?? {}
    return what && id ? [{ what, id: Number(id), label: String(label ?? ''), revision }] : []
  } catch {
    return []
  }
}
