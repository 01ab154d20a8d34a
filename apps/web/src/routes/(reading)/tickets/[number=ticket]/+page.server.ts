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

/** The form of a message, of which the facts above it are a part: whichever button sends it, both are kept. */
async function typedMessage(event: RequestEvent) {
  const { body, key, withFacts, hadFacts, ...facts } = await typed(event, [
    ...(['body', 'key', 'withFacts', 'hadFacts'] as const),
    ...factKeys
  ])
  const had = hadFacts.split(' ')
  return { body, key, had, facts: withFacts ? facts : undefined }
}

type Facts = Record<(typeof factKeys)[number], string> | undefined

/** @param had the facts that the page showed: no other can be taken back there */
async function keepFacts(
  { locals, params: { number } }: RequestEvent,
  facts: Facts,
  had: readonly string[]
) {
  if (!facts) return
  const { tickets } = locals.api
  const { items } = await tickets.facts({ number })
  const changed = items.filter(
    ({ key, value }) => facts[key] !== (value ?? '') && (facts[key] !== '' || had.includes(key))
  )
  if (changed.length === 0) return
  const given = Object.fromEntries(changed.map(({ key }) => [key, facts[key]]))
  await tickets.keepFacts({ number, facts: given })
}

export const actions: Actions = {
  say: async (event) => {
    const { key, had, ...values } = await typedMessage(event)
    return attempt(event, values, async () => {
      const { number } = event.params
      await keepFacts(event, values.facts, had)
      if (key) event.locals.useKey(key)
      const said = await event.locals.api.tickets.say({ number, body: values.body })
      redirect(303, `/tickets/${number}${placeOf(said)}`)
    })
  },
  facts: async (event) => {
    const { body, had, facts } = await typedMessage(event)
    return attempt(event, { body, facts }, async () => {
      await keepFacts(event, facts, had)
      // A message that was begun stays in its field.
      if (body.trim() !== '') return { factsSaved: true, values: { body } }
      redirect(303, `/tickets/${event.params.number}`)
    })
  },
  object: doing((api, number) => api.object({ number })),
  close: doing((api, number) => api.change({ number, state: 'closed' })),
  reopen: doing((api, number, body) => api.reopen({ number, body })),
  decline: doing((api, number) => api.decline({ number }))
}
