import type { PageServerLoad } from './$types'

/** Loads what needs somebody, unless a setting is looked for. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 100)
  return { query, needs: query ? undefined : await api.operations.needs({}) }
}
