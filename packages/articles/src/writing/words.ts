import { reviewTexts } from '@stoa/accounts/text-review'
import type { Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { refuseOutside } from './outside.ts'

type Words = { names?: TextByLocale | undefined; descriptions?: TextByLocale | undefined }

/**
 * Checks the words of a section or series, which one person shows: they lead nowhere.
 * @throws Problem 422 for what guards refuse, what leads out of the organisation, and a name missing
 * in the default language
 */
export async function reviewWords(ctx: Context, { names, descriptions }: Words): Promise<void> {
  await reviewTexts(ctx, 'names', names)
  const isDescribed = Object.values(descriptions ?? {}).some(Boolean)
  await reviewTexts(ctx, 'descriptions', isDescribed ? descriptions : undefined)
  for (const [path, texts] of Object.entries({ names, descriptions }))
    for (const [locale, text] of Object.entries(texts ?? {}))
      await refuseOutside(ctx, `${path}.${locale}`, text)
}
