import { membersOnly } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

/** Loads moderators' decisions about the reader. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  return event.locals.api.moderation.decisions({ cursor })
}
