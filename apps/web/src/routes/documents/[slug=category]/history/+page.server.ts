import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  history: await api.documents.history({ slug: params.slug })
})
