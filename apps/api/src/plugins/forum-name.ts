import type { Locale } from '@stoa/core'
import { siteWords } from '@stoa/site'
import { systemContext, type ContextParts } from '../requests/contexts.ts'

type Parts = Omit<ContextParts, 'db'> & { connection: Pick<ContextParts, 'db'> }

/** Returns a function that reads the forum's name in a language, for what has no request. */
export const forumName =
  ({ connection: { db }, ports, clock }: Parts) =>
  async (locale: Locale): Promise<string> =>
    (await siteWords(systemContext({ db, ports, clock }), locale)).name
