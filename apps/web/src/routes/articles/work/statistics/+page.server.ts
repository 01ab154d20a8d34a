import { membersOnly } from '#lib/members.server.ts'
import { daysIn } from './periods.ts'
import type { PageServerLoad } from './$types'

/** Loads how sections and articles did in a period. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const days = daysIn(event.url)
  return { days, ...(await event.locals.api.articles.statistics({ days })) }
}
