import { checkRevision, snapshotOf, type Context, type Snapshot } from '@stoa/core'
import type { Translation } from '../policy.ts'
import type { Content } from '../schema.ts'
import { readRevision } from './revisions.ts'

type Stored = { content: Content; note: string | null }

/** Snapshot of what publishing a version makes public. */
export const snapshotOfContent = ({ content, note }: Stored, revision: number): Snapshot => {
  const { title, slug, summary, body } = content
  return snapshotOf({ title, slug, summary, body, note }, revision)
}

/**
 * Checks that the actor read the newest version.
 * @param revision of the snapshot that the actor read
 * @param newest the newest version
 * @throws Problem 409 as `checkRevision`
 */
export async function checkNewest(
  ctx: Context,
  found: Translation,
  newest: Stored,
  revision: string
): Promise<void> {
  const now = snapshotOfContent(newest, found.revision)
  checkRevision(revision, now, await earlier(ctx, found, Number(revision)))
}

async function earlier(ctx: Context, found: Translation, number: number) {
  if (!Number.isInteger(number) || number < 1 || number >= found.revision) return undefined
  const read = await readRevision(ctx, found, number)
  return read && snapshotOfContent(read, number)
}
