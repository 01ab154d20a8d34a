import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** One button that admits a device, from the mail about a sign-in that was refused there. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions: Actions = {
  default: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, {}, async () => {
      await event.locals.api.accounts.admitDevice({ token })
      return { done: true }
    })
  }
}
