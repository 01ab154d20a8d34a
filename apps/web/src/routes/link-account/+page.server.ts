import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

const next = '/settings/security?saved'

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
  ask: async (event) => {
    const { email } = await typed(event, ['email'])
    return attempt(event, { email }, async () => {
      await event.locals.api.accounts.requestLinkMail({ email })
      return { sentTo: email }
    })
  },
  /**
   * Returns the address of the provider's page. Only a press of the button on the page that names the
   * account begins to link it: an address alone could link a victim to the account of an attacker.
   */
  begin: async (event) => {
    const { provider } = await typed(event, ['provider'])
    const token = event.url.searchParams.get('token') ?? ''
    const { accounts } = event.locals.api
    return attempt(event, {}, async () => {
      const { address } = await accounts.beginMailedLink({ provider, token, next })
      const { items } = await accounts.providerButtons({})
      return { address, name: items.find(({ slug }) => slug === provider)?.name ?? provider }
    })
  }
}
