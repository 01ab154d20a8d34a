import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * With the emailed token, the form for a new password; without it, the form that requests the
 * email.
 */
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
