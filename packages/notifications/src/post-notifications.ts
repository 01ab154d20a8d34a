import { and, eq, inArray, sql } from 'drizzle-orm'
import { guest, type Context, type StoredEvent } from '@stoa/core'
import { isPostVisible, visiblePosts } from '@stoa/threads'
import {
  categories,
  categoryFollowings,
  mentions,
  posts,
  threadFollowings,
  threads
} from '@stoa/threads/tables'
import { notify } from './notify.ts'
import { recipientOf } from './readers.ts'
import type { Kind } from './schema.ts'

type PostEvent = Pick<StoredEvent<'post.created'>, 'id' | 'createdAt' | 'payload'>
type Recipients = Map<number, Kind>

/**
 * A post became public: notifies the asker, mentioned users, the author it replies to, and
 * followers of the thread or, for a new thread, of the category. Each gets only the most specific
 * reason.
 */
export async function notifyOfPost(ctx: Context, event: PostEvent): Promise<void> {
  const post = await publicPost(ctx, event.payload.postId)
  if (!post) return
  const recipients: Recipients = new Map()
  for (const id of await followers(ctx, post))
    recipients.set(id, post.number === 1 ? 'new_thread' : 'reply')
  for (const id of await mentioned(ctx, post.id)) recipients.set(id, 'mention')
  if (post.number > 1 && post.kind === 'question') recipients.set(post.askerId, 'answer')
  recipients.delete(post.authorId)
  await notifyRecipients(ctx, event, post, recipients)
}

/** An edit: notifies mentioned users who were not yet notified of this post. */
export async function notifyOfMentions(ctx: Context, event: PostEvent): Promise<void> {
  const post = await publicPost(ctx, event.payload.postId)
  if (!post) return
  const ids = await mentioned(ctx, post.id)
  await notifyRecipients(ctx, event, post, new Map(ids.map((id) => [id, 'mention'])))
}

/** Notifies the author of an accepted answer, if it is still accepted. */
export async function notifyOfAcceptance(
  ctx: Context,
  event: StoredEvent<'answer.accepted'>
): Promise<void> {
  const post = await publicPost(ctx, event.payload.postId)
  if (post?.acceptedPostId !== post?.id || !post) return
  const note = {
    kind: 'accepted',
    byId: event.actorId,
    threadId: post.threadId,
    postId: post.id
  } as const
  await notify(ctx, event, note, await seeing(ctx, post, [post.authorId]))
}

type PublicPost = NonNullable<Awaited<ReturnType<typeof publicPost>>>

/** Omits posts that await approval or are hidden. */
async function publicPost({ db }: Context, id: number) {
  const [post] = await db
    .select({
      id: posts.id,
      number: posts.number,
      authorId: posts.authorId,
      replyToNumber: posts.replyToNumber,
      threadId: threads.id,
      kind: threads.kind,
      askerId: threads.authorId,
      categoryId: threads.categoryId,
      acceptedPostId: threads.acceptedPostId,
      isPublic: sql<boolean>`coalesce((${visiblePosts(guest)}), false)`
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, id), eq(posts.state, 'visible'), eq(threads.state, 'visible')))
  return post
}

async function notifyRecipients(
  ctx: Context,
  event: PostEvent,
  post: PublicPost,
  recipients: Recipients
) {
  const { threadId, id: postId, authorId: byId } = post
  const readers = await seeing(ctx, post, [...recipients.keys()])
  for (const kind of new Set(recipients.values())) {
    const ids = readers.filter((id) => recipients.get(id) === kind)
    await notify(ctx, event, { kind, byId, threadId, postId }, ids)
  }
}

async function followers(ctx: Context, post: PublicPost): Promise<number[]> {
  if (post.number === 1) return categoryFollowers(ctx, post.categoryId)
  const rows = await ctx.db
    .select({ id: threadFollowings.userId })
    .from(threadFollowings)
    .where(
      and(eq(threadFollowings.threadId, post.threadId), eq(threadFollowings.level, 'following'))
    )
  return [...rows.map(({ id }) => id), ...(await answered(ctx, post))]
}

/** Followers of the category or its parent, except those who muted the nearer one. */
async function categoryFollowers({ db }: Context, categoryId: number): Promise<number[]> {
  const [category] = await db
    .select({ parentId: categories.parentId })
    .from(categories)
    .where(eq(categories.id, categoryId))
  const ids = [categoryId, ...(category?.parentId ? [category.parentId] : [])]
  const rows = await db
    .select()
    .from(categoryFollowings)
    .where(inArray(categoryFollowings.categoryId, ids))
  const muted = new Set(rows.filter(({ level }) => level === 'muted').map(({ userId }) => userId))
  return rows.map(({ userId }) => userId).filter((id) => !muted.has(id))
}

/** The author of the post that this one replies to. */
async function answered({ db }: Context, { threadId, replyToNumber }: PublicPost) {
  if (replyToNumber === null) return []
  const rows = await db
    .select({ id: posts.authorId })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), eq(posts.number, replyToNumber)))
  return rows.map(({ id }) => id)
}

async function mentioned({ db }: Context, postId: number): Promise<number[]> {
  const rows = await db
    .select({ id: mentions.userId })
    .from(mentions)
    .where(eq(mentions.postId, postId))
  return rows.map(({ id }) => id)
}

/** Filters users who may read the post. A post that guests may read needs no check per reader. */
async function seeing(ctx: Context, post: PublicPost, userIds: number[]): Promise<number[]> {
  if (post.isPublic) return userIds
  const seers: number[] = []
  for (const userId of userIds) {
    const reader = await recipientOf(ctx, userId)
    if (reader && (await isPostVisible(reader.ctx, post.id))) seers.push(userId)
  }
  return seers
}
