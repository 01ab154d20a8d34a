import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Admits a device, from the email about a refused sign-in. */
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
