import { threadFilterOf } from '#lib/thread-filter.ts'
import type { PageServerLoad } from './$types'

/** Loads the threads with a tag. */
export const load: PageServerLoad = async ({ locals: { api }, params: { tag }, url }) => ({
  tag,
  threads: await api.threads.list({ ...threadFilterOf(url), tag })
})
