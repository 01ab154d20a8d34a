import type { PageServerLoad } from './$types'

/** Loads how long data is kept. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  retention: await api.retention.show({})
})
