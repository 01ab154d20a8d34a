import { snapshotOf, type Snapshot } from '@stoa/core'

type Text = { number: number; body: string }
type Titled = { title: string; tags: readonly string[] }

/** What becomes public with a post: its text, and with number 1 the title and tags of its thread. */
export const snapshotOfPost = ({ number, body }: Text, { title, tags }: Titled): Snapshot =>
  snapshotOf(number === 1 ? { title, tags: tags.join(' '), body } : { body })

/** What becomes public with an edit that waits. */
export const snapshotOfEdit = ({ body, reason }: { body: string; reason: string | null }) =>
  snapshotOf({ body, reason })
