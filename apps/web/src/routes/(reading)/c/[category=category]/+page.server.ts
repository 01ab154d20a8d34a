import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { threadFilterOf } from '#lib/thread-filter.ts'
import type { PageServerLoad } from './$types'

/** The threads of one category, sub-categories included. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, parent, url }) => {
  const { categories } = await parent()
  const category = categories.find(({ slug }) => slug === params.category)
  if (!category)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  const threads = await api.threads.list({ ...threadFilterOf(url), category: category.slug })
  return { category, threads }
}
