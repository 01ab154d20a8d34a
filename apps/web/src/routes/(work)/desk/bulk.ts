type Change = {
  state?: 'closed'
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  assignee?: string
  snoozeDay?: string
  announcementId?: string
}

/** What a button of the bar below the desk changes; the endpoint refuses what is not in its lists. */
export function bulkChange(form: FormData, username: string): Change {
  switch (form.get('what')) {
    case 'claim':
      return { assignee: username }
    case 'snooze':
      return { snoozeDay: snoozeDayOf(form) }
    case 'tie':
      return { announcementId: textOf(form, 'announcementId') }
    case 'close':
      return { state: 'closed' }
    default:
      return { priority: form.get('priority') as Change['priority'] }
  }
}

const textOf = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The day that was chosen from the list, or the date beside it. */
export const snoozeDayOf = (form: FormData): string =>
  textOf(form, 'snoozeDate') || textOf(form, 'snoozeDay')

/** The tickets that are ticked. */
export const numbersIn = (form: FormData) =>
  form.getAll('numbers').flatMap((value) => (typeof value === 'string' ? value : []))
