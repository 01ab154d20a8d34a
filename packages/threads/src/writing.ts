import { sql, type SQL } from 'drizzle-orm'
import type { Context, EventType } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { checkNewMembersText, isFirstToHold } from './new-members.ts'
import { renderLeaving, type RenderedBody } from './rendering/rendering.ts'
import { isHeld, moderates, type CategoryRule } from './policy.ts'
import { drafts, mentions } from './schema.ts'

export type PreparedBody = RenderedBody & {
  /** As it is stored: words that nobody is to read are masked. */
  body: string
  /** Somebody has to look at it first, unless its writer moderates. */
  mustWait: boolean
}

/**
 * Makes a body ready to be stored in a category: looked at by the guards, rendered, within what new
 * members may.
 * @throws Problem 422 on `body`
 */
export async function prepareBody(
  ctx: Context,
  given: string,
  { categoryId, title }: { categoryId: number; title?: string }
): Promise<PreparedBody> {
  await ctx.ports.review(ctx, { path: 'body', text: given, isPublic: true })
  const body = await ctx.ports.masked(ctx, given)
  const rendered = await renderLeaving(ctx, body)
  checkNewMembersText(ctx, rendered)
  const { links, codes } = rendered
  const text = [title, body, ...codes].filter(Boolean).join('\n')
  // Side by side: each asks the database, and none what another finds.
  const [isSuspicious, isFirst] = await Promise.all([
    ctx.ports.mustWait(ctx, { text, links: [...links, ...codes], categoryId }),
    isFirstToHold(ctx, categoryId),
    ctx.ports.keepLinks(ctx, links)
  ])
  return { ...rendered, body, mustWait: isSuspicious || isFirst }
}

/** What is posted waits for approval: by the rule of its category, or because the guards say so. */
export const stateOf = (
  { actor }: Context,
  category: { id: number; rule: CategoryRule },
  { mustWait }: PreparedBody
): 'held' | 'visible' =>
  isHeld(actor, category) || (mustWait && !moderates(actor, category.id)) ? 'held' : 'visible'

/** For `with`: the time and the actor of a statement that writes several tables. */
export const given = ({ now, actor }: Context): SQL =>
  sql`given as (select ${now}::timestamptz as now, ${actor.id}::bigint as actor)`

/** For `with`, behind `given` and `post`: whom the post mentions, its draft gone, its event. */
export const alongPost = (
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
