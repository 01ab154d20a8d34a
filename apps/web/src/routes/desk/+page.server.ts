import { attempt, formOf, typed } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { bulkChange, numbersIn } from './bulk.ts'
import { queueFilterOf } from './queue-filter.ts'
import { withTypedFilters } from './typed-filters.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const topics = await topicsOf(locals)
  const filter = withTypedFilters(queueFilterOf(url), topics)
  const { tickets } = locals.api
  const { topic, language, priority } = filter
  const [queue, counts, suggestions, disturbances] = await Promise.all([
    tickets.queue(filter),
    tickets.queueCounts({ topic, language, priority }),
    tickets.suggestions({}),
    tickets.disturbances({})
  ])
  const suggested = suggestions.items.length
  return {
    ...{ filter, counts, suggested },
    queue,
    topics,
    disturbances: disturbances.items
  }
}

export const actions: Actions = {
  bulk: async (event) => {
    const form = await formOf(event)
    const numbers = numbersIn(form)
    return attempt(event, { numbers }, async () => {
      const { api, me } = event.locals
      const change = bulkChange(form, me.username)
      const { changed, refused } = await api.tickets.changeMany({ numbers, ...change })
      return { changed, refused: refused.map(({ number }) => number) }
    })
  },
  prioritise: async (event) => {
    const { number, priority } = await typed(event, ['number', 'priority'])
    return attempt(event, {}, async () => {
      // The endpoint refuses an unknown priority.
      await event.locals.api.tickets.change({ number, priority: priority as 'high' })
      return { prioritised: number }
    })
  },
  claim: async (event) => {
    const { number } = await typed(event, ['number'])
    return attempt(event, {}, async () => {
      const { api, me } = event.locals
      await api.tickets.change({ number, assignee: me.username })
      return { claimed: number }
    })
  }
}
