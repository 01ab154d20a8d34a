import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * With the emailed token, the form for a new password; without it, the form that requests the
 * email. Where passwords do not sign in, the page says what does.
 */
export const load: PageServerLoad = async ({ locals: { api, me }, url }) => ({
  token: url.searchParams.get('token') ?? '',
  ownEmail: me.email ?? '',
  passwords: (await api.accounts.providerButtons({})).passwords
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
