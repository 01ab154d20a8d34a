import type { Reason } from '#lib/moderation-reasons.ts'

type What = 'case' | 'post' | 'wave'

/** What becomes of a row of each kind by the buttons of the bar. */
const outcomes = {
  hide: { case: 'hide', post: 'hide', wave: 'hide' },
  keep: { case: 'dismiss', post: 'approve', wave: 'approve' }
} as const

/**
 * What the bar below the queue sends, one call for each kind of row that is ticked (`case-12`,
 * `post-7`, `wave-3`); the endpoint refuses what is not in its lists.
 */
export function bulksOf(form: FormData) {
  const reason = form.get('reason') as Reason
  const outcome = form.get('outcome') === 'hide' ? 'hide' : 'keep'
  const idsOf = (what: What) =>
    form.getAll('ids').flatMap((value) => {
      const [kind, id] = typeof value === 'string' ? value.split('-') : []
      return kind === what ? Number(id) : []
    })
  return (['case', 'post', 'wave'] as const)
    .map((what) => ({ what, ids: idsOf(what), outcome: outcomes[outcome][what] }))
    .filter(({ ids }) => ids.length > 0)
    .map((bulk) => ({ ...bulk, reason: outcome === 'hide' ? reason : undefined }))
}
