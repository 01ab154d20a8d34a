import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Keeps an account that is to be erased, from the email about closing it. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions: Actions = {
  default: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, {}, async () => {
      await event.locals.api.accounts.cancelClosing({ token })
      return { done: true }
    })
  }
}
