import { membersOnly } from '#lib/members.server.ts'
import { serverOnly } from '#lib/server-only.ts'
import type { PageServerLoad } from './$types'

/** Drafts, what waits to go out, and what a second person has to look at. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { items } = await event.locals.api.announcements.work({})
  return { items: serverOnly(items) }
}
