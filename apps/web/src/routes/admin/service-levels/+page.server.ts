import { action } from '#lib/forms/action.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import { formOf } from '#lib/form.server.ts'
import { levelsIn } from './levels-form.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  levels: await locals.api.tickets.serviceLevels({}),
  topics: await topicsOf(locals)
})

const typedLevels = async (event: Pick<RequestEvent, 'locals' | 'request'>) =>
  levelsIn(await formOf(event))

export const actions: Actions = {
  default: action(typedLevels, async ({ locals: { api } }, levels, revision) => {
    await api.tickets.setServiceLevels({ ...levels, revision })
    return { saved: true }
  })
}
