import { snapshotOf, type Snapshot } from '@stoa/core'
import type { FieldValues } from '../fields/schema.ts'

type Answered = { fieldValues: FieldValues | null }
type Text = Answered & { number: number; body: string }
type Titled = { title: string; tags: readonly string[] }

/**
 * Snapshot of what a post's approval publishes: its text and answers, and for number 1 also the
 * thread's title and tags.
 */
export const snapshotOfPost = (
  { number, body, fieldValues }: Text,
  { title, tags }: Titled
): Snapshot =>
  snapshotOf({
    ...(number === 1 && { title, tags: tags.join(' ') }),
    ...answers(fieldValues),
    body
  })

/** Snapshot of what an edit's approval publishes. */
export const snapshotOfEdit = ({
  body,
  reason,
  fieldValues
}: Answered & { body: string; reason: string | null }) =>
  snapshotOf({ ...answers(fieldValues), body, reason })

/** With the ids of their fields: the same text says another thing in another field. */
const answers = (values: FieldValues | null) =>
  values && {
    answers: Object.entries(values)
      .map(([id, text]) => `${id}: ${text}`)
      .join('\n')
  }
