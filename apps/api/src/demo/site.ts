import type { Context } from '@stoa/core'
import { openForum, saveWords } from '@stoa/site'
import { siteInput } from '@stoa/site/contract'
import { readJson } from './texts/files.ts'

/** Gives the demo its name and opens it. */
export async function nameForum(ctx: Context): Promise<void> {
  await saveWords(ctx, readJson('site.json', siteInput))
  await openForum(ctx)
}
