import { attempt, typed } from '#lib/form.server.ts'
import { queueFilterOf } from './queue-filter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = queueFilterOf(url)
  return { filter, queue: await locals.api.tickets.queue(filter) }
}

export const actions: Actions = {
  claim: async (event) => {
    const { number } = await typed(event, ['number'])
    return attempt(event, {}, async () => {
      const { api, me } = event.locals
      await api.tickets.change({ number, assignee: me.username })
      return { claimed: number }
    })
  }
}
