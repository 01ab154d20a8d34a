import { and, eq, inArray, sql } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { uploads } from '@stoa/uploads/tables'
import { knownCategories } from '../categories/categories.ts'
import { posts } from '../schema.ts'

/**
 * Limits for members of trust level `new`: enough to ask for help and to respond, too little to
 * fill a forum with advertisements. Uploads have limits of their own.
 */
export const newMemberLimits = {
  threads: { count: 5, seconds: 24 * 3600 },
  replies: { count: 15, seconds: 3600 },
  /** External links per post. */
  links: 2,
  mentions: 3
}

/** Whether the actor is a member of trust level `new`. */
export const isNew = ({ actor }: Pick<Context, 'actor'>): boolean =>
  actor.role === 'member' && actor.trust === 'new'

/**
 * Serialises the posts of a new member until the transaction of `ctx` ends, because each is
 * compared with their earlier ones. To avoid deadlocks, lock the author before a thread.
 */
export async function lockAuthor({ db, actor }: Context): Promise<void> {
  if (!isNew({ actor })) return
  const lock = `threads.author:${actor.id}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}

/**
 * Counts a thread or reply against a new member's limit. It runs in the transaction that writes the
 * post, so that a repeated request does not count twice. Imports and the demo, which have no
 * origin, do not count.
 * @throws Problem 429 with the seconds until the next one
 */
export async function countForNewMember(ctx: Context, what: 'threads' | 'replies'): Promise<void> {
  if (!isNew(ctx) || !ctx.origin) return
  const subject = `user:${ctx.actor.id}`
  await consume(ctx.db, ctx.now, `new_member.${what}`, subject, newMemberLimits[what])
}

/**
 * Whether a new member's post awaits approval because none of theirs is public yet. The category
 * decides whether that applies.
 */
export async function isFirstToHold(ctx: Context, categoryId: number): Promise<boolean> {
  if (!isNew(ctx)) return false
  const known = await knownCategories(ctx)
  if (!known.find(({ id }) => id === categoryId)?.holdFirstPosts) return false
  const earlier = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.authorId, ctx.actor.id), eq(posts.state, 'visible')))
    .limit(1)
  return earlier.length === 0
}

/**
 * Checks the number of links and mentions in a new member's post.
 * @throws Problem 422 on `body`
 */
export function checkNewMembersText(
  ctx: Context,
  { links, mentions }: { links: string[]; mentions: string[] }
): void {
  if (!isNew(ctx)) return
  const { links: maxLinks, mentions: maxMentions } = newMemberLimits
  if (links.filter((link) => leadsOut(ctx, link)).length > maxLinks)
    throw invalid('body', 'threads_new_member_links', { maximum: maxLinks })
  if (mentions.length > maxMentions)
    throw invalid('body', 'threads_new_member_mentions', { maximum: maxMentions })
}

const leadsOut = ({ ports }: Context, link: string) =>
  URL.parse(link)?.origin !== ports.publicOrigin

/**
 * Refuses archives in a new member's public post: readers cannot see what is in them before they
 * open them.
 * @throws Problem 422 on `body`
 */
export async function checkNewMembersArchives(ctx: Context, uploadIds: string[]): Promise<void> {
  if (!isNew(ctx) || uploadIds.length === 0) return
  const isArchive = and(inArray(uploads.id, uploadIds), eq(uploads.contentType, 'application/zip'))
  const [found] = await ctx.db.select({ id: uploads.id }).from(uploads).where(isArchive).limit(1)
  if (found) throw invalid('body', 'threads_new_member_archives')
}
