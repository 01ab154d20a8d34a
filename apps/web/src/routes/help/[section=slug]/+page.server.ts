import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import type { PageServerLoad } from './$types'

/** Loads a section of the help centre with its articles, newest first. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const { section: slug } = params
  const cursor = url.searchParams.get('cursor') ?? undefined
  const [{ items: sections }, list] = await Promise.all([
    api.articles.sections({}),
    api.articles.list({ section: slug, cursor })
  ])
  const section = sections.find((one) => one.slug === slug)
  if (!section)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  const below = sections.filter(({ parent }) => parent === section.id)
  const above = sections.find(({ id }) => id === section.parent)
  return { section, above, below, list }
}
