import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { draftFor } from '#lib/drafts.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { placeOf } from '#lib/ticket-flow.ts'
import { ifFound, isRefusal } from '#lib/problems.server.ts'
import { proofFields } from '#lib/proof.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A ticket as the desk sees it. Facts are read only when they are asked for: every look is kept. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { api } = locals
  const { number } = params
  const ticket = await api.tickets.show({ number })
  if (ticket.view !== 'desk') redirect(302, ticket.url)
  if (ticket.mergedInto) redirect(302, `/desk/${ticket.mergedInto}`)
  const facts = url.searchParams.has('facts') ? await factsOf(api, number) : undefined
  const [macros, around, disturbances, topics, draft] = await Promise.all([
    api.tickets.macrosFor({ number }),
    api.tickets.around({ number }),
    api.tickets.disturbances({ ticket: number }),
    topicsOf(locals),
    draftFor(locals, `ticket:${number}`)
  ])
  return {
    ...{ ticket, facts, topics, around },
    ...{ macros: macros.items, disturbances: disturbances.items },
    start: draft?.body ?? '',
    shownAt: Date.now()
  }
}

/** `locked` where the sign-in is too old for them. */
async function factsOf(api: Api, number: string) {
  try {
    return await api.tickets.facts({ number })
  } catch (error) {
    if (isRefusal(error, 'fresh_authentication_required')) return 'locked' as const
    throw error
  }
}

const fields = [
  'body',
  'summary',
  'reason',
  'audience',
  'publish',
  'state',
  'priority',
  'topic',
  'assignee',
  'had',
  'snoozeDay',
  'snoozeDate',
  'id',
  'announcementId',
  'other',
  'into'
] as const
type Values = Record<(typeof fields)[number], string>
type Act = (api: Api['tickets'], number: string, values: Values) => Promise<unknown>

/** A form of the page: acts, then shows the ticket anew; a message, where it stands. */
const doing = (act: Act) => async (event: RequestEvent) => {
  const values = await typed(event, fields)
  return attempt(event, values, async () => {
    const done = await act(event.locals.api.tickets, event.params.number, values)
    redirect(303, `/desk/${event.params.number}${placeOf(done)}`)
  })
}

// The endpoints refuse what is not in their lists.
type Change = Omit<Parameters<Api['tickets']['change']>[0], 'number'>

const changeable = ['state', 'priority', 'topic', 'assignee'] as const

/** What was changed in the form: colleagues may have changed the rest since it was shown. */
function changeOf(values: Values): Change {
  const had = values.had.split(' ')
  const changed = changeable.filter((field, index) => values[field] !== had[index])
  return Object.fromEntries(changed.map((field) => [field, values[field] || null]))
}

/** Whoever gave a ticket away by its topic sees it no more. */
async function whereToGo(api: Api['tickets'], number: string): Promise<string> {
  const kept = await ifFound(api.around({ number }))
  return kept ? `/desk/${number}` : '/desk'
}

export const actions: Actions = {
  say: doing((api, number, { body, audience }) =>
    api.say({ number, body, audience: audience === 'staff' ? 'staff' : 'requester' })
  ),
  takeBack: doing((api, number, { id }) => api.takeBack({ number, id })),
  change: async (event) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const api = event.locals.api.tickets
      const { number } = event.params
      await api.change({ number, ...changeOf(values) })
      redirect(303, await whereToGo(api, number))
    })
  },
  snooze: doing((api, number, { snoozeDay, snoozeDate }) =>
    api.change({ number, snoozeDay: snoozeDate || snoozeDay })
  ),
  resolve: doing((api, number, { summary, publish }) =>
    api.resolve({ number, summary, publishToThread: publish || undefined })
  ),
  wake: doing((api, number) => api.change({ number, snoozedUntil: null })),
  tie: doing((api, number, { announcementId }) => api.change({ number, announcementId })),
  untie: doing((api, number) => api.change({ number, announcementId: null })),
  link: doing((api, number, { other }) => api.link({ number, other })),
  unlink: doing((api, number, { other }) => api.unlink({ number, other })),
  merge: doing((api, number, { into }) => api.merge({ number, into })),
  giveBack: doing((api, number, { reason }) => api.giveBack({ number, reason })),
  unlock: async (event) => {
    const { password, code } = await typed(event, proofFields)
    return attempt(event, undefined, async () => {
      await event.locals.api.accounts.authenticateAgain({ password, code: code || undefined })
      redirect(303, `/desk/${event.params.number}?facts=shown`)
    })
  }
}
