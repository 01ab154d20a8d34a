import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a ticket for an agent, with its hold. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const ticket = await locals.api.tickets.show({ number: params.number })
  if (ticket.view !== 'desk' || !ticket.hold) redirect(302, ticket.url)
  if (ticket.mergedInto) redirect(302, `/desk/${ticket.mergedInto}/hold`)
  return { ticket, hold: ticket.hold }
}

const fields = ['until', 'reason', 'liftReason', 'revision'] as const
type Values = Record<(typeof fields)[number], string>
type Act = (api: Api['tickets'], number: string, values: Values) => Promise<unknown>

/** Runs an act and shows the page again. `form` says whose fields are shown again if refused. */
const doing = (form: 'hold' | 'lifting' | 'decision', act: Act) => async (event: RequestEvent) => {
  const { password, code, ...values } = await typed(event, [...fields, ...proofFields])
  const { number } = event.params
  return attempt(event, { form, ...values }, async () => {
    const run = () => act(event.locals.api.tickets, number, values)
    await withProof(event, { password, code }, run)
    redirect(303, `/desk/${number}/hold`)
  })
}

export const actions: Actions = {
  propose: doing('hold', (api, number, { until, reason }) =>
    api.proposeHold({ number, until, reason })
  ),
  lift: doing('lifting', (api, number, { liftReason }) =>
    api.proposeLifting({ number, reason: liftReason })
  ),
  approve: doing('decision', (api, number, { revision }) => api.approveHold({ number, revision })),
  refuse: doing('decision', (api, number, { revision }) => api.refuseHold({ number, revision }))
}
