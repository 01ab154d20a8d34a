import { desc, eq } from 'drizzle-orm'
import { checkRevision, type Context, type Snapshot } from '@stoa/core'
import type { FoundPost, FoundThread } from './finding.ts'
import { snapshotOfPost } from './post-snapshots.ts'
import { revisions } from './schema.ts'

const revisionLimit = 50

/**
 * Refuses to decide about a post that is not what was read. The refusal says what was read, if the history of
 * the post has it.
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

/** A row keeps what stood there before an edit of the text, or of the title. */
async function findRead(
  { db }: Context,
  revision: string,
  post: FoundPost,
  { title, tags }: Pick<FoundThread, 'title' | 'tags'>
): Promise<Snapshot | undefined> {
  const kept = await db
    .select({ title: revisions.title, body: revisions.body })
    .from(revisions)
    .where(eq(revisions.postId, post.id))
    .orderBy(desc(revisions.number))
    .limit(revisionLimit)
  return kept
    .map((text) =>
      snapshotOfPost({ ...post, body: text.body }, { title: text.title ?? title, tags })
    )
    .find((snapshot) => snapshot.revision === revision)
}
