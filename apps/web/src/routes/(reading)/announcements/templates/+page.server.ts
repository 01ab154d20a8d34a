import { membersOnly } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

/** Every template in every language, for those who write announcements. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { items } = await event.locals.api.announcements.templates({})
  return { kinds: [...Map.groupBy(items, ({ kind }) => kind)] }
}
