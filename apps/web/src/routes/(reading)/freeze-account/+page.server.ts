import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** One button that locks the account, from the mail about an unusual sign-in. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions: Actions = {
  default: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, {}, async () => {
      await event.locals.api.accounts.freeze({ token })
      return { done: true }
    })
  }
}
