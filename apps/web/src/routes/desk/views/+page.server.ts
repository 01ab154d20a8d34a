import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { items } = await locals.api.tickets.views({})
  return { views: items }
}

export const actions: Actions = {
  save: async (event) => {
    const { id, name, shared } = await typed(event, ['id', 'name', 'shared'])
    return attempt(event, { id, name }, async () => {
      await event.locals.api.tickets.changeView({ id, name, shared: shared === 'on' })
      return { saved: name }
    })
  },
  remove: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, { id, name: '' }, async () => {
      await event.locals.api.tickets.removeView({ id })
      return { saved: '' }
    })
  }
}
