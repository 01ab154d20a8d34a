import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { draftFor } from '#lib/drafts.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { placeOf } from '#lib/ticket-flow.ts'
import { ifFound } from '#lib/problems.server.ts'
import { proofFields, prove } from '#lib/proof.server.ts'
import { factsOf } from './facts.server.ts'
import { begunBeside, fields, type Values, type Written } from './fields.ts'
import { showAgain } from './show-again.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a ticket for an agent. Facts are loaded only on request, as every access is recorded. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { api } = locals
  const { number } = params
  const ticket = await api.tickets.show({ number })
  if (ticket.view !== 'desk') redirect(302, ticket.url)
  if (ticket.mergedInto) redirect(302, `/desk/${ticket.mergedInto}`)
  const facts = url.searchParams.has('facts') ? await factsOf(api, number) : undefined
  const [savedReplies, around, disturbances, topics, draft] = await Promise.all([
    api.tickets.savedRepliesFor({ number }),
    api.tickets.related({ number }),
    api.tickets.disturbances({ ticket: number }),
    topicsOf(locals),
    draftFor(locals, `ticket:${number}`)
  ])
  return {
    ...{
      ticket,
      facts,
      topics,
      around
    },
    savedReplies: savedReplies.items,
    disturbances: disturbances.items,
    start: draft?.body ?? '',
    shownAt: Date.now(),
    idempotencyKey: crypto.randomUUID()
  }
}

type Act = (api: Api['tickets'], number: string, values: Values) => Promise<unknown>

/**
 * Form action of a button; without scripts, the page is one form. It acts and shows the ticket
 * again, with what was typed in other fields; after a message it redirects to the message.
 * @param sent the fields that the act sends
 */
const doing =
  (act: Act, sent: readonly Written[] = []) =>
  async (event: RequestEvent) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      if (values.key) event.locals.useKey(values.key)
      const done = await act(event.locals.api.tickets, event.params.number, values)
      return showAgain(event, begunBeside(values, sent), placeOf(done))
    })
  }

// The endpoints refuse unknown choices.
type Change = Omit<Parameters<Api['tickets']['change']>[0], 'number'>

const changeable = ['state', 'priority', 'topic', 'assignee'] as const

/** Only the fields changed in the form: colleagues may have changed others since it was shown. */
function changeOf(values: Values): Change {
  const had = values.had.split(' ')
  const changed = changeable.filter((field, index) => values[field] !== had[index])
  return Object.fromEntries(changed.map((field) => [field, values[field] || null]))
}

/**
 * After a change of topic, agents may not see the ticket any more; what they had typed is saved as
 * a draft.
 */
async function afterChange(event: RequestEvent, values: Values) {
  const { number } = event.params
  const { tickets, threads } = event.locals.api
  const begun = begunBeside(values, [])
  if (await ifFound(tickets.related({ number }))) return showAgain(event, begun)
  if (begun)
    await threads.saveDraft({ key: `ticket:${number}`, body: Object.values(begun).join('\n\n') })
  redirect(303, '/desk')
}

const factsShown = '?facts=shown'

export const actions: Actions = {
  say: doing(
    (api, number, { body, audience }) =>
      api.postMessage({ number, body, audience: audience === 'staff' ? 'staff' : 'requester' }),
    ['body']
  ),
  recall: async (event) => {
    const { body, ...values } = await typed(event, fields)
    return attempt(event, { body, ...values }, async () => {
      const { api } = event.locals
      const { number } = event.params
      // The recalled answer is put before a newer draft.
      if (body.trim() !== '') await api.threads.saveDraft({ key: `ticket:${number}`, body })
      await api.tickets.recall({ number, id: values.id })
      return showAgain(event, begunBeside({ body, ...values }, ['body']))
    })
  },
  /** Changes nothing; shows the facts on request. */
  look: async (event) => {
    const begun = begunBeside(await typed(event, fields), [])
    return showAgain(event, begun, event.url.searchParams.has('facts') ? factsShown : '')
  },
  change: async (event) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const api = event.locals.api.tickets
      const { number } = event.params
      await api.change({ number, ...changeOf(values) })
      return afterChange(event, values)
    })
  },
  snooze: doing((api, number, { snoozeDay, snoozeDate }) =>
    api.change({ number, snoozeDay: snoozeDate || snoozeDay })
  ),
  resolve: doing(
    (api, number, { summary, publish }) =>
      api.resolve({ number, summary, publishToThread: publish || undefined }),
    ['summary', 'publish']
  ),
  wake: doing((api, number) => api.change({ number, snoozedUntil: null })),
  tie: doing((api, number, { announcementId }) => api.change({ number, announcementId })),
  untie: doing((api, number) => api.change({ number, announcementId: null })),
  link: doing((api, number, { other }) => api.link({ number, other }), ['other']),
  unlink: doing((api, number, { linked }) => api.unlink({ number, other: linked })),
  merge: doing((api, number, { into }) => api.merge({ number, into }), ['into']),
  returnToCommunity: doing(
    (api, number, { reason }) => api.returnToCommunity({ number, reason }),
    ['reason']
  ),
  unlock: async (event) => {
    const { password, code, ...values } = await typed(event, [...proofFields, ...fields])
    return attempt(event, values, async () => {
      await prove(event, { password, code })
      return showAgain(event, begunBeside(values, []), factsShown)
    })
  }
}
