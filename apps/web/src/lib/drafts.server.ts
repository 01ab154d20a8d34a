import { ifFound } from './problems.server.ts'

/** What somebody has begun to write under this key; whoever proved an address alone, in tickets. */
export const draftFor = async ({ api, me }: App.Locals, key: string) =>
  me.role === 'guest' && me.provenEmail === null ? undefined : ifFound(api.threads.draft({ key }))
