import type { PageServerLoad } from './$types'

/** Loads the sections of the help centre and its newest articles. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [{ items: sections }, { items: recent }] = await Promise.all([
    api.articles.sections({}),
    api.articles.list({ place: 'help' })
  ])
  return { sections, recent: recent.slice(0, 8) }
}
