import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  suggestions: (await locals.api.tickets.suggestions({})).items
})

export const actions: Actions = {
  dismiss: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.tickets.dismissSuggestion({ id })
      return { dismissed: id }
    })
  },
  undo: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.tickets.undoDismissal({ id })
    })
  }
}
