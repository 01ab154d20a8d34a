import { z } from 'zod'
import {
  deskTopicShape,
  editedRevision,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale
} from '@stoa/core/contract'
import { factKey } from '../custom-facts/contract.ts'
import { maxFormLength } from './forms.ts'

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
