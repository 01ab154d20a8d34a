import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Loads an article. An earlier slug leads to the present one. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const content = await api.articles.show({ slug: params.slug })
  const { article } = content
  if (decodeURIComponent(article.url) !== `/articles/${params.slug}`)
    redirect(301, article.url + url.search)
  return { content }
}
