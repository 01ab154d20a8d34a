import { membersOrSupport } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOrSupport(event)
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  return { tickets: await event.locals.api.tickets.list({ cursor }) }
}
