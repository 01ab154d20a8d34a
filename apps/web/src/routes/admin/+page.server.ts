import type { PageServerLoad } from './$types'

/** Loads what needs somebody and what remains of setting up, unless a setting is looked for. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 100)
  if (query) return { query }
  const { needs, setup } = api.operations
  return { query, needs: await needs({}), setup: await setup({}) }
}
