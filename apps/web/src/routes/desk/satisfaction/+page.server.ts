import { topicsOf } from '#lib/tickets/topics.ts'
import type { PageServerLoad } from './$types'

/** Loads how many resolutions helped, in the period of the address or the latest one. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const period = url.searchParams.get('period') ?? undefined
  const [statistics, topics] = await Promise.all([
    locals.api.tickets.satisfaction({ period }),
    topicsOf(locals)
  ])
  return { statistics, topics }
}
