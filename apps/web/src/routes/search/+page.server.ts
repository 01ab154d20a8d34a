import { movingActions } from '#lib/move-actions.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { searchFilterOf } from './search-filter.ts'

/** Loads the filter of the address and its results. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const given = searchFilterOf(url)
  const named = url.searchParams.get('categoryNamed')?.trim().slice(0, 60)
  const category = named === undefined ? given.category : await slugOf(api, named, given.category)
  const filter = { ...given, category }
  return { filter, found: await api.search.search(filter) }
}

/**
 * Slug of the category whose name stands in the field; what was typed if there is none.
 * @param chosen the one chosen by scripts, else from before the name was typed
 */
async function slugOf(api: App.Locals['api'], named: string, chosen: string | undefined) {
  if (named === '') return undefined
  const { items } = await api.threads.matchingCategories({ q: named })
  const meant = items.filter(({ name }) => name === named)
  return (meant.find(({ slug }) => slug === chosen) ?? meant[0] ?? items[0])?.slug ?? named
}

export const actions: Actions = movingActions
