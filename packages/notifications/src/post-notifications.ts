import { emitAll, type Context } from '@stoa/core'
import type { StoredEvent } from '@stoa/core/effects'
import { changedPosts, isPostVisible, type ChangedPost } from '@stoa/threads'
import type { Cause } from './note.ts'
import { notify, notifyAll, type Notice } from './notify.ts'
import { mentionedIn, readersOf, type Reason } from './post-readers.ts'
import { recipientOf } from './readers.ts'
import type { Kind } from './schema.ts'

type PostEvent = Cause & { payload: { postId: number } }

/** Readers of a post beyond which it is announced by a job, not beside other posts. */
const fewReaders = 500

/**
 * Posts became public: notifies the asker, mentioned users, the author it replies to, and followers
 * of the thread or, for a new thread, of the category. Each gets only the most specific reason. A
 * post with very many readers is left to a job of its own.
 */
export async function notifyOfPosts(ctx: Context, events: readonly PostEvent[]): Promise<void> {
  const announced = await announcedPosts(ctx, events)
  const reasons = await readersOf(
    ctx,
    announced.map(({ post }) => post)
  )
  const [few, many] = [[] as Announced[], [] as Announced[]]
  for (const one of announced)
    ((reasons.get(one.post.id)?.length ?? 0) > fewReaders ? many : few).push(one)
  await notifyReaders(ctx, few, reasons)
  await emitAll(
    ctx,
    'post.many_readers',
    many.map(({ post, cause }) => ({ postId: post.id, eventId: cause.id, at: cause.createdAt }))
  )
}

/** Job: notifies the many readers of one post. */
export async function notifyManyReaders(
  ctx: Context,
  { payload }: StoredEvent<'post.many_readers'>
): Promise<void> {
  const { postId, eventId, at } = payload
  const event = { id: eventId, createdAt: at, payload: { postId } }
  const announced = await announcedPosts(ctx, [event])
  const posts = announced.map(({ post }) => post)
  await notifyReaders(ctx, announced, await readersOf(ctx, posts))
}

/** Edits: notifies mentioned users who were not yet notified of these posts. */
export async function notifyOfMentions(ctx: Context, events: readonly PostEvent[]): Promise<void> {
  const announced = await announcedPosts(ctx, events)
  const posts = announced.map(({ post }) => post)
  await notifyReaders(ctx, announced, await mentionedIn(ctx, posts))
}

/** Notifies the author of an accepted answer, if it is still accepted. */
export async function notifyOfAcceptance(
  ctx: Context,
  event: StoredEvent<'answer.accepted'>
): Promise<void> {
  const [post] = await publicPosts(ctx, [event.payload.postId])
  if (!post || post.acceptedPostId !== post.id) return
  const { threadId, id: postId, authorId } = post
  const note = { kind: 'accepted', byId: event.actorId, threadId, postId } as const
  if (await isSeenBy(ctx, post, authorId)) await notify(ctx, event, note, [authorId])
}

/** A post and the first event about it. */
type Announced = { post: ChangedPost; cause: Cause }

async function announcedPosts(ctx: Context, events: readonly PostEvent[]): Promise<Announced[]> {
  const found = await publicPosts(
    ctx,
    events.map(({ payload }) => payload.postId)
  )
  return found.flatMap((post) => {
    const cause = events.find(({ payload }) => payload.postId === post.id)
    return cause ? [{ post, cause }] : []
  })
}

/** Omits posts that await approval or are hidden. */
async function publicPosts(ctx: Context, ids: readonly number[]) {
  const found = await changedPosts(ctx, ids)
  return found.filter(({ state, threadState }) => state === 'visible' && threadState === 'visible')
}

async function notifyReaders(
  ctx: Context,
  announced: readonly Announced[],
  reasons: ReadonlyMap<number, readonly Reason[]>
): Promise<void> {
  const notices: Notice[] = []
  for (const { post, cause } of announced) {
    const { threadId, id: postId, authorId: byId } = post
    const byKind = Map.groupBy(await seeing(ctx, post, reasons.get(postId) ?? []), kindOf)
    for (const [kind, readers] of byKind) {
      const userIds = readers.map(({ userId }) => userId)
      notices.push({ cause, note: { kind, byId, threadId, postId }, userIds })
    }
  }
  await notifyAll(ctx, notices)
}

const kindOf = ({ kind }: { kind: Kind }) => kind

/** Filters readers who may see the post. One that guests may read needs no check per reader. */
async function seeing(ctx: Context, post: ChangedPost, readers: readonly Reason[]) {
  if (post.isPublic) return readers
  const seers: Reason[] = []
  for (const reader of readers) if (await isSeenBy(ctx, post, reader.userId)) seers.push(reader)
  return seers
}

async function isSeenBy(ctx: Context, post: ChangedPost, userId: number): Promise<boolean> {
  if (post.isPublic) return true
  const reader = await recipientOf(ctx, userId)
  return reader !== undefined && (await isPostVisible(reader.ctx, post.id))
}
