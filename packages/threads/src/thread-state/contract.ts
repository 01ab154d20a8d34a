import { z } from 'zod'
import {
  editedRevision,
  filledIn,
  idShape,
  localeShape,
  timeInput,
  wholeNumber
} from '@stoa/core/contract'
import { tagsInput, titleInput } from '../shapes.ts'

export const threadChange = z.object({
  ...editedRevision,
  title: titleInput.optional(),
  categoryId: idShape.optional(),
  tags: tagsInput.optional(),
  language: localeShape.optional()
})

// Moderators' acts on threads

/** The reason for closing is public, so it comes from a list. */
export const closeReasons = [
  'solved',
  'duplicate',
  'outdated',
  'off_topic',
  'heated',
  'other'
] as const

export const closingInput = z.object({
  reason: z.enum(closeReasons),
  /** Time at which the thread reopens automatically, at most a year from now. */
  reopensAt: timeInput.optional()
})

export const slowModeInput = z.object({
  seconds: wholeNumber(30, 86_400)
})

const address = 'field_threads_merge_address'

export const threadMergeInput = z.object({
  into: filledIn(z.coerce.number<number | string>(address).int(address).positive(address))
})

export const splitInput = z.object({ postIds: z.array(idShape).min(1).max(100), title: titleInput })

export const splitOff = z.object({ id: z.int(), url: z.string() })

export const pinInput = z.object({
  scope: z.enum(['category', 'everywhere']).default('category'),
  until: timeInput
})
