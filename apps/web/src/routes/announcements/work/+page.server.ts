import { membersOnly } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

/** Loads what goes on, drafts, scheduled announcements, and what waits for a second person. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { items, running } = await event.locals.api.announcements.work({})
  return { items, running }
}
