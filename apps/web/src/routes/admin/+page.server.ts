import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [failed, team, webhooks, pending, joining, search] = await Promise.all([
    api.operations.failedJobs({}),
    api.accounts.team({}),
    api.webhooks.list({}),
    api.accounts.pendingChanges({}),
    api.accounts.showSignUp({}),
    api.operations.searchStatus({})
  ])
  return {
    failedJobs: failed.items.length,
    teamSize: team.items.length,
    joining,
    search: {
      engine: search.engine,
      replaces: search.engine === 'postgres' && search.meilisearch !== null
    },
    pendingChanges: pending.items.length,
    failedMessages: webhooks.items.reduce((sum, { failed }) => sum + failed, 0)
  }
}
