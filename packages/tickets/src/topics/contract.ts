import { z } from 'zod'
import { deskTopicShape, lineOfText } from '@stoa/core/contract'
import { factKeys, type FactKey } from './forms.ts'

export const factKey = z.enum(factKeys as [FactKey, ...FactKey[]])

const form = z
  .array(z.object({ key: factKey, required: z.boolean() }))
  .max(factKeys.length)
  .refine((form) => new Set(form.map(({ key }) => key)).size === form.length, 'field_invalid')
const topicNames = z.object({
  en: lineOfText(40),
  'zh-CN': lineOfText(40),
  'zh-TW': lineOfText(40)
})
const position = z.number().int().min(0).max(1000)
export const topicParams = z.object({ topic: deskTopicShape })
export const topicInput = z.object({
  key: deskTopicShape,
  names: topicNames,
  /** What its requester is asked for, in order. */
  form: form.default([]),
  /** In lists, ascending; default: last. */
  position: position.optional()
})
/** `offered: true` brings a retired one back. */
export const topicChange = z
  .object({ names: topicNames, form, position, offered: z.literal(true) })
  .partial()
export const topicList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** In the reader's language. */
      name: z.string(),
      names: z.object({ en: z.string(), 'zh-CN': z.string(), 'zh-TW': z.string() }),
      form,
      position: z.number(),
      /** False: retired, no new ticket is of it. */
      offered: z.boolean()
    })
  )
})
