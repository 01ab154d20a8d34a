import { attemptEdit, formOf } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { levelsIn } from './levels-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  levels: await locals.api.tickets.serviceLevels({}),
  topics: await topicsOf(locals)
})

export const actions: Actions = {
  default: async (event) => {
    const levels = levelsIn(await formOf(event))
    return attemptEdit(event, levels, async (revision) => {
      await event.locals.api.tickets.setServiceLevels({ ...levels, revision })
      return { saved: true }
    })
  }
}
