import { z } from 'zod'
import { localeShape } from '@stoa/core/contract'

const unnamedText = z.object({
  kind: z.enum([
    'category',
    'announcement_type',
    'service',
    'desk_topic',
    'saved_reply',
    'document'
  ]),
  /** Its id or key. */
  key: z.string(),
  /** As the reader sees it. */
  name: z.string()
})

export type UnnamedText = z.infer<typeof unnamedText>

export const languageList = z.object({
  /** What has no text in the default language, so that some readers see yet another one. */
  unnamed: z.array(unnamedText),
  /** Every language that has messages: first the forum's own in their order, then the others. */
  items: z.array(
    z.object({
      code: localeShape,
      offered: z.boolean(),
      isDefault: z.boolean(),
      /** False if messages are missing, which are then in English. */
      complete: z.boolean(),
      /** Share of messages that are missing, from 0 to 1. */
      missing: z.number(),
      /** Threads written in it, and members who chose it. */
      threads: z.number(),
      members: z.number()
    })
  )
})

export const languageChoice = z.object({
  /** In the order in which they are offered. */
  languages: z
    .array(localeShape)
    .min(1)
    .max(50)
    .refine((all) => new Set(all).size === all.length, { error: 'field_invalid' }),
  default: localeShape,
  /** Removes languages that threads are written in or that members chose. */
  confirmed: z.boolean().default(false)
})
