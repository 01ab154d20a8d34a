type Change = {
  state?: 'closed'
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  assignee?: string
  snoozedUntil?: string
}

const day = 24 * 3600_000

/** What a button of the bar below the desk changes; the endpoint refuses what is not in its lists. */
export function bulkChange(form: FormData, username: string, now: number): Change {
  switch (form.get('what')) {
    case 'claim':
      return { assignee: username }
    case 'snooze':
      return { snoozedUntil: new Date(now + day).toISOString() }
    case 'close':
      return { state: 'closed' }
    default:
      return { priority: form.get('priority') as Change['priority'] }
  }
}

/** The tickets that are ticked. */
export const numbersIn = (form: FormData) =>
  form.getAll('numbers').flatMap((value) => (typeof value === 'string' ? value : []))
