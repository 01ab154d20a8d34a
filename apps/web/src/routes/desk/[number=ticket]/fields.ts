/** All fields of the page, which is one form without scripts. */
export const fields = [
  'key',
  'body',
  'summary',
  'reason',
  'audience',
  'lastSeen',
  'next',
  'nextState',
  'expected',
  'undo',
  'publish',
  'state',
  'priority',
  'topic',
  'assignee',
  'had',
  'tag',
  'removedTag',
  'snoozeDay',
  'snoozeDate',
  'id',
  'announcementId',
  'other',
  'linked'
] as const
export type Values = Record<(typeof fields)[number], string>

const written = ['body', 'summary', 'publish', 'reason', 'other'] as const
export type Written = (typeof written)[number]

/** Text in fields that the pressed button does not send; undefined if they are empty. */
export function begunBeside(values: Values, sent: readonly Written[]) {
  const begun = written.filter((name) => !sent.includes(name) && values[name].trim() !== '')
  if (begun.length === 0) return undefined
  return Object.fromEntries(begun.map((name) => [name, values[name]]))
}
