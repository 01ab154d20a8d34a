import type { RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { placeOf } from '#lib/ticket-flow.ts'
import { begunBeside, fields, type Values } from './fields.ts'
import { openNext, showAgain } from './show-again.server.ts'

/** Sends the message, with the state that the ticket gets, and shows the ticket or the next one. */
export async function sendMessage(event: RequestEvent) {
  const values = await typed(event, fields)
  const result = await attempt(event, values, async () => {
    if (values.key) event.locals.useKey(values.key)
    const sent = await send(event, values)
    const begun = begunBeside(values, ['body'])
    if (values.next && !begun) return openNext(event, whatOf(values))
    return showAgain(event, begun, { fragment: placeOf(sent) })
  })
  if ('data' in result && 'problem' in result.data) nameAsBody(result.data.problem.errors)
  return result
}

const whatOf = ({ audience, nextState }: Values) => {
  if (audience === 'staff') return 'noted'
  return nextState === 'resolved' ? 'resolved' : 'sent'
}

async function send({ locals, params }: RequestEvent, values: Values) {
  const { number = '' } = params
  const { tickets } = locals.api
  const { body, nextState } = values
  const lastSeen = values.lastSeen || undefined
  if (values.audience === 'staff')
    return tickets.postMessage({ number, body, lastSeen, audience: 'staff' })
  if (nextState === 'resolved') return resolve(locals, { number, summary: body, lastSeen })
  // The endpoint refuses unknown states.
  const state = (nextState || undefined) as 'open' | undefined
  return tickets.postMessage({ number, body, lastSeen, state })
}

type Resolution = Parameters<App.Locals['api']['tickets']['resolve']>[0]

/** The answer was the draft; a resolution written in its own field leaves a begun answer. */
async function resolve({ api }: App.Locals, resolution: Resolution) {
  await api.tickets.resolve(resolution)
  await api.threads.deleteDraft({ key: `ticket:${resolution.number}` })
}

/** An answer that resolves was typed into the same box as any other. */
function nameAsBody(errors: Record<string, string>) {
  if (errors.summary) errors.body = errors.summary
  delete errors.summary
}
