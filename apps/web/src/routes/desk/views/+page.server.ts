import { action } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  views: (await locals.api.tickets.views({})).items
})

export const actions: Actions = {
  save: action(['id', 'name', 'shared'], async ({ locals: { api } }, { id, name, shared }) => {
    await api.tickets.changeView({ id, name, shared: shared === 'on' })
    return { saved: name }
  }),
  remove: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.tickets.removeView({ id })
    return { saved: '' }
  })
}
