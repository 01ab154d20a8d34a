import { and, eq, inArray, sql } from 'drizzle-orm'
import { conflict, invalid, Problem, withoutIdempotencyKey, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { uploads } from '@stoa/uploads/tables'
import { addressesToKeep, renderLeaving, type RenderedBody } from '../rendering/render-body.ts'
import { awaitsApproval, type CategoryRule } from '../visibility.ts'
import { posts } from '../schema.ts'
import type { FieldValues } from '../fields/schema.ts'
import { threadUrl } from '../urls.ts'
import { knownCategories } from '../categories/categories.ts'

export type PreparedBody = RenderedBody & {
  /** The text as stored, with masked words. */
  body: string
  /** The text awaits approval. */
  mustWait: boolean
  /** The post carries the warning that it leads out of the forum. */
  leadsOut: boolean
  /** The judged text: title, body and QR codes. */
  judged: string
}

/** The texts that readers see around a body, which guards read together with it. */
type TextsAround = {
  title?: string
  tags?: readonly string[]
  /** Answers to the category's form. */
  answers?: FieldValues | null
  /** The author's previous text in the thread. */
  previous?: string | null
  /** Why the author edits it. */
  reason?: string
}

const lines = (...texts: (string | null | undefined)[]) => texts.filter(Boolean).join('\n')

/**
 * Prepares a body for storing: guards review it, it is rendered, and the limits of new members are
 * checked.
 * @throws Problem 422 on `body`
 */
export async function prepareBody(
  ctx: Context,
  given: string,
  { categoryId, releasedLinks }: { categoryId: number; releasedLinks?: readonly string[] },
  around: TextsAround
): Promise<PreparedBody> {
  // A guest's picture that never left their browser.
  if (given.includes('](waiting-picture-')) throw invalid('body', 'threads_picture_missing')
  await ctx.ports.safety.review(ctx, { path: 'body', text: given, isPublic: true })
  const body = await ctx.ports.safety.masked(ctx, given)
  const by = { authorId: ctx.actor.id, categoryId, releasedLinks: releasedLinks ?? [] }
  const rendered = await renderLeaving(ctx, body, by)
  checkNewMembersText(ctx, rendered)
  const answers = lines(...Object.values(around.answers ?? {}))
  const behind = lines(around.tags?.join(' '), around.reason)
  await reviewAround(ctx, { ...around, text: given, answers, behind, shown: rendered.textContent })
  await checkNewMembersArchives(ctx, rendered.uploads)
  const { links, codes } = rendered
  const judged = lines(around.title, body, ...codes)
  const text = lines(judged, around.tags?.join(' '), answers, around.reason)
  // In parallel: each asks the database, and none needs another's result.
  const [{ waits, leadsOut }, isFirst] = await Promise.all([
    ctx.ports.safety.judgeText(ctx, { text, links: [...links, ...codes], categoryId }),
    isFirstToHold(ctx, categoryId),
    ctx.ports.safety.keepLinks(ctx, addressesToKeep(rendered))
  ])
  return { ...rendered, body, leadsOut, mustWait: waits || isFirst, judged }
}

type Seen = Pick<TextsAround, 'title' | 'previous'> &
  Record<'text' | 'answers' | 'behind' | 'shown', string>

/** Reviews the body and the answers, each with what stands before and behind it. */
async function reviewAround(
  { ports }: Context,
  { text, title, previous, answers, behind, shown }: Seen
) {
  const before = lines(previous, title)
  const whole = lines(before, answers)
  await ports.safety.reviewTogether({ path: 'body', text, before: whole, behind, shown })
  if (answers) await ports.safety.reviewTogether({ path: 'body', text: answers, before, behind })
}

/**
 * State of a new post, in the transaction that writes it: `awaiting_approval` if its category's rule
 * or the guards demand approval. Posts of a new member are serialised
 * here, so that a text repeated in a second thread is found and awaits approval.
 * @throws Problem 409 `asked_already` with the `url` of their question, for a repeated question
 */
export async function stateWithin(
  ctx: Context,
  category: { id: number; rule: CategoryRule },
  body: PreparedBody,
  threadId?: number
): Promise<'awaiting_approval' | 'visible'> {
  await lockAuthor(ctx)
  const repeated = await ctx.ports.safety.findRepeated(ctx, { text: body.judged, threadId })
  if (!repeated && !body.mustWait && !awaitsApproval(ctx.actor, category)) return 'visible'
  if (!repeated || threadId !== undefined || repeated.number > 1) return 'awaiting_approval'
  const url = threadUrl(repeated.threadId, repeated.title)
  throw conflict('asked_already', { url })
}

/**
 * Limits for members of trust level `new`: enough to ask for help and to respond, too little to
 * fill a forum with advertisements. Uploads have limits of their own.
 */
const newMemberLimits = {
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
async function isFirstToHold(ctx: Context, categoryId: number): Promise<boolean> {
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
function checkNewMembersText(
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
async function checkNewMembersArchives(ctx: Context, uploadIds: string[]): Promise<void> {
  if (!isNew(ctx) || uploadIds.length === 0) return
  const isArchive = and(inArray(uploads.id, uploadIds), eq(uploads.contentType, 'application/zip'))
  const [found] = await ctx.db.select({ id: uploads.id }).from(uploads).where(isArchive).limit(1)
  if (found) throw invalid('body', 'threads_new_member_archives')
}

/**
 * Checks before a new post or a vote that its author has accepted the terms, or accepts them with
 * this request. Whatever else members do never asks.
 * @throws Problem 403 `terms_not_accepted` with the `version` to accept
 */
export async function checkTerms(ctx: Context): Promise<void> {
  const { termsDue } = ctx.actor
  if (termsDue === undefined) return
  if (ctx.origin?.acceptsTerms !== termsDue)
    throw new Problem(403, 'terms_not_accepted', { version: termsDue })
  // The key of the request belongs to the post.
  await ctx.ports.site.acceptTerms(withoutIdempotencyKey(ctx), termsDue)
}
