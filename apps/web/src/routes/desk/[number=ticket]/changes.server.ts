import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { ifFound } from '#lib/problems.server.ts'
import { begunBeside, type Values } from './fields.ts'
import { showAgain } from './show-again.server.ts'

// The endpoints refuse unknown choices.
type Change = Omit<Parameters<Api['tickets']['change']>[0], 'number'>

const changeable = ['state', 'priority', 'topic', 'assignee'] as const

/** Only the fields changed in the form: colleagues may have changed others since it was shown. */
export function changeOf(values: Values): Change {
  const had = values.had.split(' ')
  const changed = changeable.filter((field, index) => values[field] !== had[index])
  return Object.fromEntries(changed.map((field) => [field, values[field] || null]))
}

/**
 * After a change of topic, agents may not see the ticket any more; what they had typed is saved as
 * a draft.
 */
export async function afterChange(event: RequestEvent, values: Values, undo: number | null) {
  const { number = '' } = event.params
  const { tickets, threads } = event.locals.api
  const begun = begunBeside(values, [])
  if (await ifFound(tickets.related({ number }))) return showAgain(event, begun, { undo })
  if (begun)
    await threads.saveDraft({ key: `ticket:${number}`, body: Object.values(begun).join('\n\n') })
  redirect(303, undo ? `/desk?undo=${undo}` : '/desk')
}
