import { membersOnly } from '#lib/members.server.ts'
import type { LayoutServerLoad } from './$types'

/** Loads whether passwords sign in, as only then one can be chosen. */
export const load: LayoutServerLoad = async (event) => {
  membersOnly(event)
  const { passwords } = await event.locals.api.accounts.providerButtons({})
  return { passwords }
}
