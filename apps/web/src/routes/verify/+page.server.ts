import { refusalOf } from '#lib/problems.server.ts'
import type { PageServerLoad } from './$types'

/** Loads official contacts, and the verdict on what was asked. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim()
  const [{ items }, asked] = await Promise.all([locals.api.guards.trusted({}), ask(locals, q)])
  const official = items.filter(({ state }) => state !== 'proposed')
  return { official: official.map(({ kind, value }) => ({ kind, value })), q, ...asked }
}

async function ask({ api, locale }: App.Locals, q: string) {
  if (q === '') return {}
  try {
    return { answer: await api.guards.official({ q }) }
  } catch (error) {
    const problem = refusalOf(error, locale)
    if (!problem) throw error
    return { problem }
  }
}
