import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * With the emailed token, whose account it links and the providers to do so; without it, or after it
 * ended, the form that requests the email.
 */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const token = url.searchParams.get('token')
  if (!token) return { link: undefined, expired: false }
  try {
    const { username, expiresAt } = await api.accounts.showMailedLink({ token })
    const { items: providers } = await api.accounts.providerButtons({})
    return { link: { token, username, expiresAt, providers }, expired: false }
  } catch (error) {
    if (!isRefusal(error, 'link_expired')) throw error
    return { link: undefined, expired: true }
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { email } = await typed(event, ['email'])
    return attempt(event, { email }, async () => {
      await event.locals.api.accounts.requestLinkMail({ email })
      return { sentTo: email }
    })
  }
}
