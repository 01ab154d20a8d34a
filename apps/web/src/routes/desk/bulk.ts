type Change = {
  state?: 'closed'
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  assignee?: string
  snoozeDay?: string
  announcementId?: string
}

/** The change of a button in the bulk bar; the endpoint refuses unknown values. */
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

/** The chosen day of the list, or the date beside it. */
export const snoozeDayOf = (form: FormData): string =>
  textOf(form, 'snoozeDate') || textOf(form, 'snoozeDay')

/** Numbers of the selected tickets. */
export const numbersIn = (form: FormData) =>
  form.getAll('numbers').flatMap((value) => (typeof value === 'string' ? value : []))
