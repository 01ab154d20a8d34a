import { redirect } from '@sveltejs/kit'
import { attempt, typedWith } from '#lib/form.server.ts'
import { membersOrSupport } from '#lib/members.server.ts'
import { draftFor } from '#lib/drafts.server.ts'
import { placeOf } from '#lib/ticket-flow.ts'
import { answering } from '#lib/survey.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Api } from '@stoa/api'
import { translate, type Locale } from '@stoa/messages'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a ticket for its requester; agents are redirected to the desk. */
export const load: PageServerLoad = async (event) => {
  membersOrSupport(event)
  const { locals, params, url } = event
  const ticket = await locals.api.tickets.show({ number: params.number })
  if (ticket.view === 'desk') redirect(302, `/desk/${params.number}`)
  if (ticket.mergedInto) redirect(302, `/tickets/${ticket.mergedInto}`)
  const sealed = url.searchParams.get('typed') ?? undefined
  const facts = await locals.api.tickets.facts({ number: params.number, typed: sealed })
  const draft = await draftFor(locals, `ticket:${params.number}`)
  return {
    ticket,
    facts,
    refusal: refusedFacts(facts.refused, locals.locale),
    start: draft?.body ?? '',
    refusedUpload: uploadRefusal(url, locals.locale),
    idempotencyKey: crypto.randomUUID()
  }
}

/**
 * Reads the form of the page. Facts and buttons belong to it, so every button sends all that was
 * typed.
 */
async function typedMessage(event: RequestEvent) {
  const fields = ['body', 'key', 'withFacts', 'hadFacts'] as const
  const { values, below: facts } = await typedWith(event, fields, 'facts.')
  const { body, key, withFacts, hadFacts } = values
  const had = hadFacts.split(' ')
  return { body, key, had, facts: withFacts ? facts : undefined }
}

type Facts = Record<string, string> | undefined

/** @param had keys of the facts shown on the page; only these may be emptied */
async function saveFacts(
  { locals, params: { number } }: RequestEvent,
  facts: Facts,
  had: readonly string[]
) {
  if (!facts) return
  const { tickets } = locals.api
  const { items } = await tickets.facts({ number })
  const changed = items.filter(
    ({ key, value }) => (facts[key] ?? '') !== (value ?? '') && (facts[key] || had.includes(key))
  )
  if (changed.length === 0) return
  const given = Object.fromEntries(changed.map(({ key }) => [key, facts[key] ?? '']))
  await tickets.saveFacts({ number, facts: given })
}

type Tickets = Api['tickets']
type Sending = (api: Tickets, message: { number: string; body: string }) => Promise<unknown>

/** Sends a message and redirects to it. */
const sending = (send: Sending) => async (event: RequestEvent) => {
  const { key, had, ...values } = await typedMessage(event)
  return attempt(event, values, async () => {
    const { number } = event.params
    await saveFacts(event, values.facts, had)
    if (key) event.locals.useKey(key)
    const made = await send(event.locals.api.tickets, { number, body: values.body })
    redirect(303, `/tickets/${number}${placeOf(made)}`)
  })
}

/** Runs another act and shows the ticket again, with the text that is not saved elsewhere. */
const acting =
  (act: (api: Tickets, number: string) => Promise<unknown>, takesFacts = true) =>
  async (event: RequestEvent) => {
    const { body, facts, had } = await typedMessage(event)
    return attempt(event, { body, facts }, async () => {
      if (takesFacts) await saveFacts(event, facts, had)
      await act(event.locals.api.tickets, event.params.number)
      const values = { body, facts: takesFacts ? undefined : facts }
      if (isTyped(values)) return { values }
      redirect(303, `/tickets/${event.params.number}`)
    })
  }

const isTyped = ({ body, facts = {} }: { body: string; facts?: Record<string, string> }) =>
  [body, ...Object.values(facts)].some((text) => text.trim() !== '')

export const actions: Actions = {
  say: sending((api, message) => api.postMessage(message)),
  facts: async (event) => {
    const { body, had, facts } = await typedMessage(event)
    return attempt(event, { body, facts }, async () => {
      await saveFacts(event, facts, had)
      // An unsent message stays in its field.
      if (body.trim() !== '') return { factsSaved: true, values: { body } }
      redirect(303, `/tickets/${event.params.number}`)
    })
  },
  object: acting((api, number) => api.objectToPublication({ number })),
  close: acting((api, number) => api.change({ number, state: 'closed' })),
  survey: async (event) =>
    answering(event, (answer) =>
      event.locals.api.tickets.answerSurvey({ number: event.params.number, ...answer })
    ),
  reopen: sending((api, message) => api.reopen(message)),
  // Giving facts takes part in the ticket, which then cannot be declined.
  decline: acting((api, number) => api.decline({ number }), false)
}

type Refused = { key: string; value: string; message: string }

/** Facts refused beside an upload, in the shape of a form action's failure. */
function refusedFacts(refused: readonly Refused[], locale: Locale) {
  if (refused.length === 0) return undefined
  const by = (name: 'value' | 'message', prefix = '') =>
    Object.fromEntries(refused.map((fact) => [`${prefix}${fact.key}`, fact[name]]))
  return {
    values: by('value'),
    problem: {
      message: translate('problem_invalid_input', {}, locale),
      errors: by('message', 'facts.')
    }
  }
}
