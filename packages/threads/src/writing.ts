import { sql, type SQL } from 'drizzle-orm'
import { conflict, type Context, type EventType } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { checkNewMembersArchives, checkNewMembersText, isFirstToHold } from './new-members.ts'
import {
  addressesToKeep,
  renderLeaving,
  type Authorship,
  type RenderedBody
} from './rendering/rendering.ts'
import { lockAuthor } from './locking.ts'
import { isHeld, type CategoryRule } from './policy.ts'
import { drafts, mentions } from './schema.ts'
import { threadUrl } from './urls.ts'

export type PreparedBody = RenderedBody & {
  /** As it is stored: words that nobody is to read are masked. */
  body: string
  /** Somebody has to look at it first. */
  mustWait: boolean
  /** It is public with a line that says so. */
  leadsOut: boolean
  /** The words that were judged, with those of the title. */
  judged: string
}

/** Where a body is going to stand: under which title and tags, behind which text, and why. */
type Place = Omit<Authorship, 'authorId'> & {
  title?: string
  tags?: string[]
  previous?: string
  reason?: string
}

/** What is written anew: no moderator has seen any of it. */
export const unseen = { releasedLinks: [] } as const

/**
 * Makes a body ready to be stored in a category: looked at by the guards, rendered, within what new
 * members may.
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
  // Side by side: each asks the database, and none what another finds.
  const [{ waits, leadsOut }, isFirst] = await Promise.all([
    ctx.ports.judgeText(ctx, { text, links: [...links, ...codes], categoryId }),
    isFirstToHold(ctx, categoryId),
    ctx.ports.keepLinks(ctx, addressesToKeep(rendered))
  ])
  return { ...rendered, body, leadsOut, mustWait: waits || isFirst, judged }
}

/** What is posted waits for approval: by the rule of its category, or because the guards say so. */
export const stateOf = (
  { actor }: Context,
  category: { id: number; rule: CategoryRule },
  { mustWait }: PreparedBody
): 'held' | 'visible' => (mustWait || isHeld(actor, category) ? 'held' : 'visible')

/**
 * The same in the transaction that writes it, where nobody else writes for a new member: what they say
 * in a second thread waits, too.
 * @throws Problem 409 `asked_already` with the `url` of their question, for one that is asked again
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

/** For `with`: the time and the actor of a statement that writes several tables. */
export const given = ({ now, actor }: Context): SQL =>
  sql`given as (select ${now}::timestamptz as now, ${actor.id}::bigint as actor)`

/** For `with`, behind `given` and `post`: whom the post mentions, its draft gone, its event. */
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
