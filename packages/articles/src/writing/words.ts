import { reviewTexts } from '@stoa/accounts/text-review'
import type { Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'

type Words = { names?: TextByLocale | undefined; descriptions?: TextByLocale | undefined }

/** Checks the words of a section or series. @throws Problem 422 as `reviewTexts` */
export async function reviewWords(ctx: Context, { names, descriptions }: Words): Promise<void> {
  await reviewTexts(ctx, 'names', names)
  const isDescribed = Object.values(descriptions ?? {}).some(Boolean)
  await reviewTexts(ctx, 'descriptions', isDescribed ? descriptions : undefined)
}
