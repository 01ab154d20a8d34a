import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [failed, team, webhooks] = await Promise.all([
    api.operations.failedJobs({}),
    api.accounts.team({}),
    api.webhooks.list({})
  ])
  return {
    failedJobs: failed.items.length,
    teamSize: team.items.length,
    failedMessages: webhooks.items.reduce((sum, { failed }) => sum + failed, 0)
  }
}
