type Change = {
  state?: 'closed'
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  assignee?: string | null
  expectedAssignee?: null
  topic?: string
  addTags?: string[]
  snoozeDay?: string
  announcementId?: string
}

/** The change of a button in the bulk bar; the endpoint refuses unknown values. */
export function bulkChange(form: FormData, username: string): Change {
  switch (form.get('what')) {
    case 'claim':
      return { assignee: username, expectedAssignee: null }
    case 'take_over':
      return { assignee: username }
    case 'assign':
      return { assignee: textOf(form, 'assignee') || null }
    case 'topic':
      return { topic: textOf(form, 'topic') }
    case 'tag':
      return { addTags: [textOf(form, 'tag').trim()] }
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

export const textOf = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The chosen day of the list, or the date beside it. */
export const snoozeDayOf = (form: FormData): string =>
  textOf(form, 'snoozeDate') || textOf(form, 'snoozeDay')

/** Numbers of the selected tickets. */
export const numbersIn = (form: FormData) =>
  form.getAll('numbers').flatMap((value) => (typeof value === 'string' ? value : []))

/** The message of the bulk bar, with the key by which it is sent once; undefined for other buttons. */
export function bulkReply(form: FormData) {
  const what = form.get('what')
  if (what !== 'reply' && what !== 'note') return undefined
  const audience = what === 'note' ? ('staff' as const) : ('requester' as const)
  const savedReplyId = textOf(form, 'savedReplyId')
  const text = savedReplyId ? { savedReplyId } : { body: textOf(form, 'body') }
  return { key: textOf(form, 'key'), message: { audience, ...text } }
}
