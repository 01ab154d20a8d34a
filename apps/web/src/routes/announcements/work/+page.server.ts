import { membersOnly } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

/** Loads drafts, scheduled announcements, and what waits for a second person. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { items } = await event.locals.api.announcements.work({})
  return { items }
}
