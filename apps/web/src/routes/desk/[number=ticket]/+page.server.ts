import { redirect } from '@sveltejs/kit'
import { topicsOf } from '#lib/tickets/topics.ts'
import { draftFor } from '#lib/drafts.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { placeOf } from '#lib/ticket-flow.ts'
import { proofFields, prove } from '#lib/forms/action.server.ts'
import { ifFound, isRefusal } from '#lib/problems.server.ts'
import type { Api } from '@stoa/api'
import { begunBeside, fields, type Values, type Written } from './fields.ts'
import { sendMessage } from './send.server.ts'
import { showAgain } from './show-again.server.ts'
import { workListOf } from '../work-list.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Loads a ticket for an agent. Facts are loaded only on request, as every access is recorded. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { api } = locals
  const { number } = params
  const ticket = await api.tickets.show({ number })
  if (ticket.view !== 'desk') redirect(302, ticket.url)
  if (ticket.mergedInto) redirect(302, `/desk/${ticket.mergedInto}`)
  const facts = url.searchParams.has('facts') ? await factsOf(api, number) : undefined
  const list = workListOf(url)
  const [savedReplies, around, disturbances, topics, draft, place] = await Promise.all([
    api.tickets.savedRepliesFor({ number }),
    api.tickets.related({ number }),
    api.tickets.disturbances({ ticket: number }),
    topicsOf(locals),
    draftFor(locals, `ticket:${number}`),
    list ? api.tickets.place({ number, ...list }) : null
  ])
  return {
    ...{
      ticket,
      facts,
      topics,
      around,
      place
    },
    savedReplies: savedReplies.items,
    language: savedReplies.language,
    disturbances: disturbances.items,
    start: draft?.body ?? '',
    shownAt: Date.now(),
    idempotencyKey: crypto.randomUUID()
  }
}

type Act = (api: Api['tickets'], number: string, values: Values, me: string) => Promise<unknown>

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
      const { api, me } = event.locals
      const done = await act(api.tickets, event.params.number, values, me.username)
      return showAgain(event, begunBeside(values, sent), {
        undo: undoOf(done),
        fragment: placeOf(done)
      })
    })
  }

const undoOf = (done: unknown) =>
  typeof done === 'object' && done !== null && 'undo' in done ? (done.undo as number | null) : null

const factsShown = { params: { facts: 'shown' } }

export const actions: Actions = {
  say: sendMessage,
  claim: doing(async (api, number, { expected }, me) =>
    api.change({ number, assignee: me, expectedAssignee: expected || null })
  ),
  undo: async (event) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const { refused } = await event.locals.api.tickets.undoAct({ id: values.undo })
      const [first] = refused
      const begun = begunBeside(values, [])
      if (first) return { values: begun ?? {}, notUndone: first.detail }
      return showAgain(event, begun, { params: { undone: '1' } })
    })
  },
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
    return showAgain(event, begun, event.url.searchParams.has('facts') ? factsShown : {})
  },
  change: async (event) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      const api = event.locals.api.tickets
      const { number } = event.params
      const { undo } = await api.change({ number, ...changeOf(values) })
      return afterChange(event, values, undo)
    })
  },
  tag: doing((api, number, { tag }) => api.change({ number, addTags: [tag.trim()] })),
  untag: doing((api, number, { removedTag }) => api.change({ number, removeTags: [removedTag] })),
  snooze: doing((api, number, { snoozeDay, snoozeDate }) =>
    api.change({ number, snoozeDay: snoozeDate || snoozeDay })
  ),
  resolve: doing(
    (api, number, { summary, publish, lastSeen }) =>
      api.resolve({
        ...{ number, summary, lastSeen: lastSeen || undefined },
        publishToThread: publish || undefined
      }),
    ['summary', 'publish']
  ),
  followedUp: doing((api, number) => api.endFollowUp({ number })),
  wake: doing((api, number) => api.change({ number, snoozedUntil: null })),
  tie: doing((api, number, { announcementId }) => api.change({ number, announcementId })),
  untie: doing((api, number) => api.change({ number, announcementId: null })),
  link: doing((api, number, { other }) => api.link({ number, other }), ['other']),
  unlink: doing((api, number, { linked }) => api.unlink({ number, other: linked })),
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
async function afterChange(event: RequestEvent, values: Values, undo: number | null) {
  const { number = '' } = event.params
  const { tickets, threads } = event.locals.api
  const begun = begunBeside(values, [])
  if (await ifFound(tickets.related({ number }))) return showAgain(event, begun, { undo })
  if (begun)
    await threads.saveDraft({ key: `ticket:${number}`, body: Object.values(begun).join('\n\n') })
  redirect(303, undo ? `/desk?undo=${undo}` : '/desk')
}

/** Facts for the desk; `locked` if the sign-in is too old. */
async function factsOf(api: Api, number: string) {
  try {
    return await api.tickets.facts({ number })
  } catch (error) {
    if (isRefusal(error, 'fresh_authentication_required')) return 'locked' as const
    throw error
  }
}
