import type { PageServerLoad } from './$types'

/** Loads the target of a link; the address comes from the database, never from the request. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  link: await api.guards.link({ token: params.token })
})
