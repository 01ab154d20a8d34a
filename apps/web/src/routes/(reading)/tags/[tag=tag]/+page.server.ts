import { threadFilterOf } from '#lib/thread-filter.ts'
import { keepHere } from '#lib/unsent.ts'
import type { PageServerLoad } from './$types'

/** The threads that carry a tag. */
export const load: PageServerLoad = async ({ locals: { api }, params: { tag }, url }) => ({
  tag,
  threads: keepHere(await api.threads.list({ ...threadFilterOf(url), tag }))
})
