import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** From the mailed link the form for a new password, else the one that asks for the mail. */
export const load: PageServerLoad = ({ locals: { me }, url }) => ({
  token: url.searchParams.get('token') ?? '',
  ownEmail: me.email ?? ''
})

export const actions: Actions = {
  request: async (event) => {
    const { email } = await typed(event, ['email'])
    return attempt(event, { email, token: '' }, async () => {
      await event.locals.api.accounts.requestPasswordReset({ email })
      return { sentTo: email }
    })
  },
  set: async (event) => {
    const { token, password } = await typed(event, ['token', 'password'])
    return attempt(event, { email: '', token }, async () => {
      await event.locals.api.accounts.resetPassword({ token, password })
      return { done: true }
    })
  }
}
