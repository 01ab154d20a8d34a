import { ifFound } from './problems.server.ts'

/** What a member has begun to write under this key; whoever proved an address alone has no drafts. */
export const draftFor = async ({ api, me }: App.Locals, key: string) =>
  me.role === 'guest' ? undefined : ifFound(api.threads.draft({ key }))
