import { redirect } from '@sveltejs/kit'
import { guestsOnly } from '#lib/accounts/sign-in.server.ts'
import type { PageServerLoad } from './$types'

/** Leads to the provider's page for signing in. */
export const load: PageServerLoad = async (event) => {
  const { next } = guestsOnly(event)
  const { provider } = event.params
  const { address } = await event.locals.api.accounts.beginProviderSignIn({ provider, next })
  redirect(302, address, { external: true })
}
