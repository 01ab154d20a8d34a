import { z } from 'zod'
import { bodyOfText, localeShape, textByLocale } from '@stoa/core/contract'
import { tagInput } from '../shapes.ts'

export const tagParams = z.object({ tag: tagInput.toLowerCase() })

const description = textByLocale(bodyOfText(300)).nullable()

/** A tag for its reader. */
export const tag = z.object({
  tag: z.string(),
  /** In the reader's language; null if nobody described it. */
  description: z.string().nullable(),
  /** Language of the description if it is not the reader's. */
  descriptionLanguage: localeShape.optional(),
  following: z.boolean(),
  can: z.object({ describe: z.boolean() })
})

/** A description in every language; null for none. */
export const tagDescription = z.object({ description })

export const followedTags = z.object({ items: z.array(z.string()) })
