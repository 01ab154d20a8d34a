import type { Context } from '@stoa/core'
import { readSetting } from '@stoa/core/data'
import { chosenPack, packNames, readRelatedWords } from './pack.ts'

/** Implements the port: of a forum that chose no pack, as the demo, the words of an exchange. */
export async function relatedWordsOfField(ctx: Context): Promise<string> {
  const chosen = await readSetting(ctx, chosenPack)
  return readRelatedWords(packNames.find((one) => one === chosen) ?? 'exchange')
}
