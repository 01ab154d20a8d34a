import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  documents: (await api.documents.work({})).items
})
