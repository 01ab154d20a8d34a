import { z } from 'zod'
import type { TextByLocale } from '@stoa/core/languages'
import { localeShape } from '@stoa/core/contract'
import { checked, readParts } from './files.ts'

const translation = z.strictObject({
  key: z.string(),
  name: z.string(),
  topic: z.string().optional(),
  language: localeShape,
  body: z.string()
})

/** A saved reply of the desk. Without a topic it is for all topics. */
export type DemoSavedReply = { names: TextByLocale; topic?: string; body: TextByLocale }

const parts = readParts('saved-replies.md').map((part) => checked(translation, part))

/** Parts of one key are translations. Names in braces are replaced when a reply is used. */
export const demoSavedReplies: DemoSavedReply[] = Array.from(
  Map.groupBy(parts, ({ key }) => key).values(),
  (translations) => ({
    names: inEach(translations, ({ name }) => name),
    topic: translations[0]?.topic,
    body: inEach(translations, ({ body }) => body)
  })
)

type Translation = z.output<typeof translation>

function inEach(translations: Translation[], text: (one: Translation) => string): TextByLocale {
  return Object.fromEntries(translations.map((one) => [one.language, text(one)]))
}
