import { desc, eq } from 'drizzle-orm'
import { checkRevision, type Context, type Snapshot } from '@stoa/core'
import type { FoundPost, FoundThread } from '../finding.ts'
import { snapshotOfPost } from './post-snapshots.ts'
import { revisions } from '../schema.ts'

const revisionLimit = 50

/**
 * Checks that the post is still what the moderator read. The problem includes what they read, if
 * the post's history has it.
 * @throws RevisionChanged
 */
export async function checkPostRevision(
  ctx: Context,
  revision: string,
  post: FoundPost,
  thread: Pick<FoundThread, 'title' | 'tags'>
): Promise<void> {
  const now = snapshotOfPost(post, thread)
  const read = revision === now.revision ? undefined : await findRead(ctx, revision, post, thread)
  checkRevision(revision, now, read)
}

/** Looks for the revision in the post's history. A row holds the text and title before an edit. */
async function findRead(
  { db }: Context,
  revision: string,
  post: FoundPost,
  { title, tags }: Pick<FoundThread, 'title' | 'tags'>
): Promise<Snapshot | undefined> {
  const kept = await db
    .select({
      title: revisions.title,
      body: revisions.body,
      fieldValues: revisions.fieldValues
    })
    .from(revisions)
    .where(eq(revisions.postId, post.id))
    .orderBy(desc(revisions.number))
    .limit(revisionLimit)
  return kept
    .map(({ title: retitled, ...text }) =>
      snapshotOfPost({ ...post, ...text }, { title: retitled ?? title, tags })
    )
    .find((snapshot) => snapshot.revision === revision)
}
