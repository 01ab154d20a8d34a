import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [failed, team] = await Promise.all([api.operations.failedJobs({}), api.accounts.team({})])
  return { failedJobs: failed.items.length, teamSize: team.items.length }
}
