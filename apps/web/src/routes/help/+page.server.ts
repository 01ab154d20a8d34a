import type { PageServerLoad } from './$types'

/** Loads the sections of the help centre, and its articles that are read most or changed last. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [{ items: sections }, highlights] = await Promise.all([
    api.articles.sections({}),
    api.articles.highlights({})
  ])
  return { sections, highlights }
}
