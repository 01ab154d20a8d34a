import { ifFound } from './problems.server.ts'
import { isSupportSession } from './support-session.ts'

/**
 * The reader's draft with this key. Guests who verified an address by code have drafts in tickets.
 */
export const draftFor = async ({ api, me }: App.Locals, key: string) =>
  me.role === 'guest' && !isSupportSession(me) ? undefined : ifFound(api.threads.draft({ key }))
