import { snapshotOf, type Snapshot } from '@stoa/core'

type Text = { number: number; body: string }
type Titled = { title: string; tags: readonly string[] }

/**
 * Snapshot of what a post's approval publishes: its text, and for number 1 also the thread's title
 * and tags.
 */
export const snapshotOfPost = ({ number, body }: Text, { title, tags }: Titled): Snapshot =>
  snapshotOf(number === 1 ? { title, tags: tags.join(' '), body } : { body })

/** Snapshot of what an edit's approval publishes. */
export const snapshotOfEdit = ({ body, reason }: { body: string; reason: string | null }) =>
  snapshotOf({ body, reason })
