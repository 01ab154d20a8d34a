import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => ({
  terms: (await api.retention.list({})).items,
  saved: searchParams.get('saved')
})
