import { sql, type SQL } from 'drizzle-orm'
import { conflict, type Context, type EventType } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { checkNewMembersArchives, checkNewMembersText, isFirstToHold } from './new-members.ts'
import {
  addressesToKeep,
  renderLeaving,
  type Authorship,
  type RenderedBody
} from '../rendering/rendering.ts'
import { lockAuthor } from '../locking.ts'
import { isHeld, type CategoryRule } from '../policy.ts'
import { drafts, mentions } from '../schema.ts'
import { threadUrl } from '../urls.ts'

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

/** Context of a body: title, tags, the author's previous text, the reason of an edit. */
type Place = Omit<Authorship, 'authorId'> & {
  title?: string
  tags?: string[]
  previous?: string
  reason?: string
}

/** For a new text: no link is released yet. */
export const unseen = { releasedLinks: [] } as const

/**
 * Prepares a body for storing: guards review it, it is rendered, and the limits of new members are
 * checked.
 * @throws Problem 422 on `body`
 */
export async function prepareBody(
  ctx: Context,
  given: string,
  { title, tags = [], previous, reason, ...place }: Place
): Promise<PreparedBody> {
  const { categoryId } = place
  await ctx.ports.review(ctx, { path: 'body', text: given, isPublic: true })
  const body = await ctx.ports.masked(ctx, given)
  const rendered = await renderLeaving(ctx, body, { ...place, authorId: ctx.actor.id })
  checkNewMembersText(ctx, rendered)
  await ctx.ports.reviewTogether({
    path: 'body',
    text: given,
    before: [previous, title].filter(Boolean).join('\n'),
    behind: [tags.join(' '), reason].filter(Boolean).join('\n'),
    shown: rendered.textContent
  })
  await checkNewMembersArchives(ctx, rendered.uploads)
  const { links, codes } = rendered
  const judged = [title, body, ...codes].filter(Boolean).join('\n')
  const text = [judged, tags.join(' '), reason].filter(Boolean).join('\n')
  // In parallel: each asks the database, and none needs another's result.
  const [{ waits, leadsOut }, isFirst] = await Promise.all([
    ctx.ports.judgeText(ctx, { text, links: [...links, ...codes], categoryId }),
    isFirstToHold(ctx, categoryId),
    ctx.ports.keepLinks(ctx, addressesToKeep(rendered))
  ])
  return { ...rendered, body, leadsOut, mustWait: waits || isFirst, judged }
}

/** State of a new post: `held` if its category's rule or the guards demand approval. */
export const stateOf = (
  { actor }: Context,
  category: { id: number; rule: CategoryRule },
  { mustWait }: PreparedBody
): 'held' | 'visible' => (mustWait || isHeld(actor, category) ? 'held' : 'visible')

/**
 * State of a new post, in the transaction that writes it. Posts of a new member are serialised
 * here, so that a text repeated in a second thread is found and held.
 * @throws Problem 409 `asked_already` with the `url` of their question, for a repeated question
 */
export async function stateWithin(
  ctx: Context,
  category: { id: number; rule: CategoryRule },
  body: PreparedBody,
  threadId?: number
): Promise<'held' | 'visible'> {
  await lockAuthor(ctx)
  const repeated = await ctx.ports.findRepeated(ctx, { text: body.judged, threadId })
  if (!repeated) return stateOf(ctx, category, body)
  if (threadId !== undefined || repeated.number > 1) return 'held'
  const url = threadUrl(repeated.threadId, repeated.title)
  throw conflict('asked_already', { url })
}

/** For `with`: time and actor of a statement that writes several tables. */
export const given = ({ now, actor }: Context): SQL =>
  sql`given as (select ${now}::timestamptz as now, ${actor.id}::bigint as actor)`

/**
 * For `with`, after `given` and `post`: stores mentions, deletes the draft and inserts the event.
 */
export const postSideEffects = (
  { actor }: Context,
  { mentionedIds }: RenderedBody,
  draftKey: string,
  event: EventType
): SQL => sql`
  mentioned as (
    insert into ${mentions} (post_id, user_id)
    select post.id, mentioned_id
    from post, unnest(${sql.param(mentionedIds)}::bigint[]) mentioned_id),
  draft as (
    delete from ${drafts} where user_id = ${actor.id} and key = ${draftKey}),
  event as (
    insert into ${events} (type, payload, actor_id, created_at)
    select ${event}, jsonb_build_object('threadId', thread_id, 'postId', id), actor, now
    from post, given)`
