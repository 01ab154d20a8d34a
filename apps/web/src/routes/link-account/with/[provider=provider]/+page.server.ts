import { redirect } from '@sveltejs/kit'
import { isRefusal } from '#lib/problems.server.ts'
import type { PageServerLoad } from './$types'

const next = '/settings/security?saved'

/** Leads to the provider's page for linking an account by an emailed link. */
export const load: PageServerLoad = async ({ locals: { api }, params: { provider }, url }) => {
  const token = url.searchParams.get('token') ?? ''
  try {
    const { address } = await api.accounts.beginMailedLink({ provider, token, next })
    redirect(302, address, { external: true })
  } catch (error) {
    if (!isRefusal(error, 'link_expired')) throw error
    redirect(303, `/link-account?token=${encodeURIComponent(token)}`)
  }
}
