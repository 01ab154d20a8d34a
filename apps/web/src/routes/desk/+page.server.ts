import { attempt, formOf, typed } from '#lib/form.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import { bulkChange, bulkReply, numbersIn, textOf } from './bulk.ts'
import { queueFilterOf } from './queue-filter.ts'
import { withTypedFilters } from './typed-filters.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const topics = await topicsOf(locals)
  const filter = withTypedFilters(queueFilterOf(url), topics)
  const { tickets } = locals.api
  const { topic, language, priority, tag } = filter
  const [queue, counts, suggestions, disturbances, agents, savedReplies, views, tags] =
    await Promise.all([
      tickets.queue(filter),
      tickets.queueCounts({ topic, language, priority, tag }),
      tickets.suggestions({}),
      tickets.disturbances({}),
      tickets.agents({}),
      tickets.savedReplies({}),
      tickets.views({}),
      tickets.tags({})
    ])
  const suggested = suggestions.items.length
  return {
    ...{ filter, counts, suggested },
    queue,
    topics,
    disturbances: disturbances.items,
    agents: agents.items,
    views: views.items,
    tags: tags.items,
    savedReplies: savedReplies.items,
    idempotencyKey: crypto.randomUUID()
  }
}

export const actions: Actions = {
  bulk: async (event) => {
    const form = await formOf(event)
    const numbers = numbersIn(form)
    return attempt(event, { numbers, body: textOf(form, 'body') }, async () => {
      const { api, me } = event.locals
      const reply = bulkReply(form)
      if (reply) {
        if (reply.key) event.locals.useKey(reply.key)
        return api.tickets.replyMany({ numbers, ...reply.message })
      }
      const change = bulkChange(form, me.username)
      return api.tickets.changeMany({ numbers, ...change })
    })
  },
  prioritise: async (event) => {
    const { number, priority } = await typed(event, ['number', 'priority'])
    return attempt(event, {}, async () => {
      // The endpoint refuses an unknown priority.
      const { tickets } = event.locals.api
      const { undo } = await tickets.change({ number, priority: priority as 'high' })
      return { prioritised: number, undo }
    })
  },
  saveView: async (event) => {
    const { name, shared } = await typed(event, ['name', 'shared'])
    return attempt(event, { name }, async () => {
      const { q: _, cursor: __, ...filter } = queueFilterOf(event.url)
      const saved = { name, shared: shared === 'on', ...filter }
      await event.locals.api.tickets.addView(saved)
      return { savedView: name }
    })
  },
  claim: async (event) => {
    const { number, expected } = await typed(event, ['number', 'expected'])
    return attempt(event, {}, async () => {
      const { api, me } = event.locals
      const claim = { assignee: me.username, expectedAssignee: expected || null }
      const { undo } = await api.tickets.change({ number, ...claim })
      return { claimed: number, undo }
    })
  },
  undo: async (event) => {
    const { undo } = await typed(event, ['undo'])
    return attempt(event, {}, async () => {
      const { changed, refused } = await event.locals.api.tickets.undoAct({ id: undo })
      return { undone: changed, refused }
    })
  }
}
