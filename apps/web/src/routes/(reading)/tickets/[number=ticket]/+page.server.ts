import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { factKeys } from '#lib/fact-words.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOrProven } from '#lib/members.server.ts'
import { draftFor } from '#lib/drafts.server.ts'
import { placeOf } from '#lib/ticket-flow.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A ticket as its requester sees it; whoever answers such tickets has another page for it. */
export const load: PageServerLoad = async (event) => {
  membersOrProven(event)
  const { locals, params, url } = event
  const ticket = await locals.api.tickets.show({ number: params.number })
  if (ticket.view === 'desk') redirect(302, `/desk/${params.number}`)
  if (ticket.mergedInto) redirect(302, `/tickets/${ticket.mergedInto}`)
  const facts = await locals.api.tickets.facts({ number: params.number })
  const draft = await draftFor(locals, `ticket:${params.number}`)
  return {
    ticket,
    facts,
    start: draft?.body ?? '',
    refusedUpload: uploadRefusal(url, locals.locale),
    idempotencyKey: crypto.randomUUID()
  }
}

type Act = (api: Api['tickets'], number: string, body: string) => Promise<unknown>

/** A form of the page: acts, then shows the ticket anew. */
const doing = (act: Act) => async (event: RequestEvent) => {
  const values = await typed(event, ['body', 'key'])
  return attempt(event, values, async () => {
    const number = event.params.number
    if (values.key) event.locals.useKey(values.key)
    const made = await act(event.locals.api.tickets, number, values.body)
    redirect(303, `/tickets/${number}${placeOf(made)}`)
  })
}

export const actions: Actions = {
  say: doing((api, number, body) => api.say({ number, body })),
  facts: async (event) => {
    const facts = await typed(event, factKeys)
    return attempt(event, { facts, body: '' }, async () => {
      const { number } = event.params
      const { items } = await event.locals.api.tickets.facts({ number })
      const asked = items.map(({ key }) => [key, facts[key]] as const)
      await event.locals.api.tickets.keepFacts({ number, facts: Object.fromEntries(asked) })
      redirect(303, `/tickets/${number}`)
    })
  },
  object: doing((api, number) => api.object({ number })),
  close: doing((api, number) => api.change({ number, state: 'closed' })),
  reopen: doing((api, number, body) => api.reopen({ number, body })),
  decline: doing((api, number) => api.decline({ number }))
}
