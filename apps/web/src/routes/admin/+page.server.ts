import type { PageServerLoad } from './$types'

/** Loads what needs somebody, unless a setting is looked for. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 100)
  if (query) return { query, needs: {} }
  const [failed, webhooks, pending, joining, search] = await Promise.all([
    api.operations.failedJobs({}),
    api.webhooks.list({}),
    api.accounts.pendingChanges({}),
    api.accounts.showSignUp({}),
    api.operations.searchStatus({})
  ])
  return {
    query,
    needs: {
      signUpUnopened: joining.opened ? 0 : 1,
      failedJobs: failed.items.length,
      searchReplaced: search.engine === 'postgres' && search.meilisearch !== null ? 1 : 0,
      pendingChanges: pending.items.length,
      failedDeliveries: webhooks.items.reduce((sum, { failed }) => sum + failed, 0)
    }
  }
}
