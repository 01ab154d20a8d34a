import type { PageServerLoad } from './$types'

/** Loads everyone with a role. */
export const load: PageServerLoad = async ({ locals }) => ({
  team: (await locals.api.accounts.team({})).items
})
