import type { PageServerLoad } from './$types'

/** Begins a test, whose answer the provider's return page shows. */
export const load: PageServerLoad = async ({ locals: { api }, params: { provider } }) => ({
  provider,
  address: (await api.accounts.beginProviderTest({ provider })).address
})
