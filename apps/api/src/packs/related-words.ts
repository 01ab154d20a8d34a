import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { chosenPack, packNames, readRelatedWords } from './pack.ts'

/** Implements the port: of a forum that chose no pack, as the demo, the words of an exchange. */
export async function relatedWordsOfField({ db }: Context): Promise<string> {
  const [row] = await db.select().from(settings).where(eq(settings.name, chosenPack))
  return readRelatedWords(packNames.find((one) => one === row?.value) ?? 'exchange')
}
