import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => ({
  periods: (await api.retention.list({})).items,
  saved: searchParams.get('saved')
})
