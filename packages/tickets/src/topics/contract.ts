import { z } from 'zod'
import {
  deskTopicShape,
  editedRevision,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale
} from '@stoa/core/contract'
import { networks } from '@stoa/guards/transaction-ids'
import { maxFormLength } from './forms.ts'

/** What a custom fact holds: one or more lines, or what is checked on saving. */
export const customFactKinds = [
  'line',
  'text',
  'number',
  'date',
  'choice',
  'pattern',
  'transaction'
] as const
export type CustomFactKind = (typeof customFactKinds)[number]

/** The key of a fact, custom or not. */
export const factKey = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)

/** `value` is stored, and stays when the labels change. */
const choice = z.object({ value: lineOfText(60), labels: textByLocale(lineOfText(60)) })
export type Choice = z.infer<typeof choice>

const definition = {
  labels: textByLocale(lineOfText(60)),
  hints: textByLocale(lineOfText(200)).default({}),
  example: lineOfText(200, 0).default(''),
  /** RE2, for `pattern`: matches whole values. */
  pattern: lineOfText(300, 0).default(''),
  /** For `choice`. */
  choices: z.array(choice).max(30).default([]),
  /** For `transaction`: a value is a transaction ID of one of these. */
  networks: z.array(z.enum(networks)).max(networks.length).default([])
}

export const customFactParams = z.object({ fact: factKey })
export const customFactInput = z.object({
  /** Without it, one is made of the labels. */
  key: factKey.optional(),
  kind: z.enum(customFactKinds),
  ...definition
})
export const addedCustomFact = z.object({ key: factKey })
/** Replaces the definition; key and kind stay, because there are facts of them. */
export const customFactChange = z.object({ ...definition, ...editedRevision })
export const customFact = z.object({
  key: z.string(),
  kind: z.enum(customFactKinds),
  /** Label in the reader's language, or in the one that it falls back to. */
  label: z.string(),
  language: localeShape,
  labels: textByLocale(z.string()),
  hints: textByLocale(z.string()),
  example: z.string(),
  pattern: z.string(),
  choices: z.array(z.object({ value: z.string(), labels: textByLocale(z.string()) })),
  networks: z.array(z.string()),
  snapshot: snapshotShape
})
export const customFactList = z.object({ items: z.array(customFact) })

export type CustomFact = z.infer<typeof customFact>

const form = z
  .array(z.object({ key: factKey, required: z.boolean() }))
  .max(maxFormLength)
  .refine((form) => new Set(form.map(({ key }) => key)).size === form.length, 'field_invalid')
const topicNames = textByLocale(lineOfText(40))
export const topicParams = z.object({ topic: deskTopicShape })
export const topicInput = z.object({
  /** Without it, one is made of the names. */
  key: deskTopicShape.optional(),
  names: topicNames,
  /** Facts that the requester is asked for, in order. */
  form: form.default([]),
  /** Whether details are kept as shortly as identity documents after a ticket is closed. */
  identityDocuments: z.boolean().default(false)
})
export const addedTopic = z.object({ key: deskTopicShape })
/** `offered: true` restores a retired topic. */
export const topicChange = z
  .object({
    names: topicNames,
    form,
    /** Counts for tickets that are closed from then on. */
    identityDocuments: z.boolean(),
    offered: z.literal(true)
  })
  .partial()
  .extend(editedRevision)
export const topicList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** Name in the reader's language, or in the one that it falls back to. */
      name: z.string(),
      language: localeShape,
      names: textByLocale(z.string()),
      snapshot: snapshotShape,
      form,
      identityDocuments: z.boolean(),
      /** False if retired: no new ticket can have it. */
      offered: z.boolean()
    })
  )
})
