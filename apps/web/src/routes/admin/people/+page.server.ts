import { refusalOf } from '#lib/problems.server.ts'
import type { PageServerLoad } from './$types'

/** Loads users with a role, and those whose names start with the query, to give them one. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('q') ?? ''
  const [{ items }, found] = await Promise.all([locals.api.accounts.team({}), search(locals, q)])
  return { team: items, q, ...found }
}

async function search({ api, locale }: App.Locals, q: string) {
  if (q === '') return { hits: [] }
  try {
    return { hits: (await api.accounts.suggestUsers({ q })).items }
  } catch (error) {
    const problem = refusalOf(error, locale)
    if (!problem) throw error
    return { hits: [], problem }
  }
}
