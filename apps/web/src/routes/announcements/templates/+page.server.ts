import { membersOnly } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

/** Loads all templates in all languages, for users who write announcements. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { items } = await event.locals.api.announcements.templates({})
  return { types: [...Map.groupBy(items, ({ type }) => type)] }
}
