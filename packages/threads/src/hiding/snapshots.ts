import { desc, eq } from 'drizzle-orm'
import { checkRevision, snapshotOf, type Context, type Snapshot } from '@stoa/core'
import type { FoundPost, FoundThread } from '../find.ts'
import { revisions } from '../schema.ts'
import type { FieldValues } from '../fields/schema.ts'

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
