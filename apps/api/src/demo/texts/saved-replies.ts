import { z } from 'zod'
import type { TextByLocale } from '@stoa/core/languages'
import { localeShape } from '@stoa/core/contract'
import { checked, readParts } from './files.ts'

const translation = z.strictObject({
  name: z.string(),
  topic: z.string().optional(),
  language: localeShape,
  body: z.string()
})

/** A saved reply of the desk. Without a topic it is for all topics. */
export type DemoSavedReply = { name: string; topic?: string; body: TextByLocale }

const parts = readParts('saved-replies.md').map((part) => checked(translation, part))

/** Parts of one name are translations. Names in braces are replaced when a reply is used. */
export const demoSavedReplies: DemoSavedReply[] = Array.from(
  Map.groupBy(parts, ({ name }) => name).values(),
  (translations) => {
    const [{ name = '', topic } = {}] = translations
    const body = Object.fromEntries(translations.map(({ language, body }) => [language, body]))
    return { name, topic, body: z.partialRecord(localeShape, z.string()).parse(body) }
  }
)
