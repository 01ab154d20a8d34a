import { isLocale } from '@stoa/messages'
import type { PageServerLoad } from './$types'

/**
 * Loads what needs somebody, what remains of setting up, and the last 30 days, unless a setting is
 * looked for.
 */
export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const query = (searchParams.get('q') ?? '').trim().slice(0, 100)
  if (query) return { query }
  const category = searchParams.get('category') || undefined
  const asked = searchParams.get('language')
  const language = isLocale(asked) ? asked : undefined
  const [needs, setup, statistics] = await Promise.all([
    api.operations.needs({}),
    api.operations.setup({}),
    api.statistics.show({ category, language })
  ])
  return { query, picture: { needs, setup, statistics, category, language } }
}
