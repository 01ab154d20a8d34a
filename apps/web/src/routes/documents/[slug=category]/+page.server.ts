import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Loads the version in force, and the other documents. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const document = await api.documents.show({ slug: params.slug })
  // `/documents/rules` is `/rules`.
  if (url.pathname !== document.url) redirect(308, document.url + url.search)
  return { document, others: (await api.documents.list({})).items }
}
