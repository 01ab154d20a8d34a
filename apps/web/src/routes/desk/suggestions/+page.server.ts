import { action } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  suggestions: (await locals.api.tickets.suggestions({})).items
})

export const actions: Actions = {
  dismiss: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.tickets.dismissSuggestion({ id })
    return { dismissed: id }
  }),
  undo: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.tickets.undoDismissal({ id })
    return { undone: true }
  })
}
