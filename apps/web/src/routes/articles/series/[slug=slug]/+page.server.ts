import type { PageServerLoad } from './$types'

/** Loads a series with its articles. */
export const load: PageServerLoad = ({ locals: { api }, params }) =>
  api.articles.showSeries({ slug: params.slug })
