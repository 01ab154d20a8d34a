import type { Reason } from '#lib/moderation-reasons.ts'

type Outcome = 'hide' | 'uphold' | 'dismiss' | 'approve'

/** What the bar below the queue sends; the endpoint refuses what is not in its lists. */
export function bulkOf(form: FormData) {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const outcome = text('outcome') as Outcome
  return {
    what: text('what') as 'case' | 'post',
    ids: form.getAll('ids').map(Number),
    outcome,
    reason: outcome === 'hide' ? (text('reason') as Reason) : undefined
  }
}
