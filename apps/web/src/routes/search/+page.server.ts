import { movingActions } from '#lib/moving.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { searchFilterOf } from './search-filter.ts'

/** Loads the filter of the address and its results. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const filter = searchFilterOf(url)
  return { filter, found: await api.search.search(filter) }
}

export const actions: Actions = movingActions
