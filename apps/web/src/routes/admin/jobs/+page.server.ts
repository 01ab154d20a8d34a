import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  jobs: (await api.operations.failedJobs({})).items
})

export const actions: Actions = {
  default: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.operations.runJobAgain({ id })
      return { ran: true }
    })
  }
}
