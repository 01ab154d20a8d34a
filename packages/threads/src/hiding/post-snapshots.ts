import { snapshotOf, type Snapshot } from '@stoa/core'
import { textOfValues } from '../fields/read-values.ts'
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

const answers = (values: FieldValues | null) => values && { answers: textOfValues(values) }
