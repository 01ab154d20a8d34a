import type { Reason } from '#lib/moderation-reasons.ts'

type What = 'case' | 'post' | 'campaign'

/** A row as its box sends it, with the revision that the moderator reads, where it may be let out. */
export type Row = { what: What; id: number; label: string; revision?: string }

/** What becomes of a row of each kind by the buttons of the bar. */
const outcomes = {
  hide: { case: 'hide', post: 'hide', campaign: 'hide' },
  keep: { case: 'dismiss', post: 'approve', campaign: 'approve' }
} as const

/**
 * What the bar below the queue sends, one call for each kind of row that is ticked; the endpoint refuses
 * what is not in its lists.
 */
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

/** Nothing where no page of ours sent it. */
function rowIn(value: FormDataEntryValue): Row[] {
  try {
    const row = JSON.parse(typeof value === 'string' ? value : '') as Partial<Row> | null
    const { what, id, label, revision } = row ?? {}
    return what && id ? [{ what, id: Number(id), label: String(label ?? ''), revision }] : []
  } catch {
    return []
  }
}
