import { movingActions } from '#lib/moving.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { searchFilterOf } from './search-filter.ts'

/** Loads the filter of the address and its results. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const given = searchFilterOf(url)
  const category = given.category ?? (await categoryNamed(api, url.searchParams))
  const filter = { ...given, category }
  return { filter, found: await api.search.search(filter) }
}

/** Slug of the category whose name was typed without scripts; what was typed if there is none. */
async function categoryNamed(api: App.Locals['api'], parameters: URLSearchParams) {
  const typed = parameters.get('categoryNamed')?.trim().slice(0, 60)
  if (!typed) return undefined
  const { items } = await api.threads.matchingCategories({ q: typed })
  return items[0]?.slug ?? typed
}

export const actions: Actions = movingActions
