import { redirect } from '@sveltejs/kit'
import { nextOf } from '#lib/accounts/sign-in.server.ts'
import type { PageServerLoad } from './$types'

/** Leads to the provider's page for signing in again. */
export const load: PageServerLoad = async ({ locals: { api }, params: { provider }, url }) => {
  const { address } = await api.accounts.beginProviderProof({ provider, next: nextOf(url) })
  redirect(302, address, { external: true })
}
