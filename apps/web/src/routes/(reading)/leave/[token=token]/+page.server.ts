import type { PageServerLoad } from './$types'

/** Where a link of a post leads; the address comes from what is stored, never from the request. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  link: await api.guards.link({ token: params.token })
})
