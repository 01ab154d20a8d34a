import type { Reason } from '#lib/moderation-reasons.ts'

type What = 'case' | 'post' | 'wave'

/** What becomes of a row of each kind by the buttons of the bar. */
const outcomes = {
  hide: { case: 'hide', post: 'hide', wave: 'hide' },
  keep: { case: 'dismiss', post: 'approve', wave: 'approve' }
} as const

/**
 * What the bar below the queue sends, one call for each kind of row that is ticked (`case 12`,
 * `post 7 REVISION`, `wave 3 REVISION`); the endpoint refuses what is not in its lists.
 */
export function bulksOf(form: FormData) {
  const reason = form.get('reason') as Reason
  const outcome = form.get('outcome') === 'hide' ? 'hide' : 'keep'
  const rowsOf = (what: What) =>
    form.getAll('ids').flatMap((value) => {
      const [kind, id = '', revision = ''] = typeof value === 'string' ? value.split(' ') : []
      return kind === what ? { id, revision } : []
    })
  return (['case', 'post', 'wave'] as const)
    .map((what) => ({ what, rows: rowsOf(what), outcome: outcomes[outcome][what] }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ what, rows, outcome: end }) => ({
      ...{ what, outcome: end, reason: outcome === 'hide' ? reason : undefined },
      ids: rows.map(({ id }) => Number(id)),
      revisions: end === 'approve' ? revisionsOf(rows) : {}
    }))
}

const revisionsOf = (rows: readonly { id: string; revision: string }[]) =>
  Object.fromEntries(
    rows.filter(({ revision }) => revision).map(({ id, revision }) => [id, revision])
  )
