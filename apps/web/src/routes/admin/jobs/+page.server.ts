import { action } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  jobs: (await api.operations.failedJobs({})).items
})

export const actions: Actions = {
  default: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.operations.runJobAgain({ id })
    return { ran: true }
  })
}
