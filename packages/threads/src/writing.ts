import { sql, type SQL } from 'drizzle-orm'
import type { Context, EventType } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { checkNewMembersText } from './new-members.ts'
import { renderBody, type RenderedBody } from './rendering.ts'
import { drafts, mentions } from './schema.ts'

/**
 * Makes a body ready to be stored: looked at by the guards, rendered, within what new members may.
 * @throws Problem 422 on `body`
 */
export async function prepareBody(ctx: Context, body: string): Promise<RenderedBody> {
  await ctx.ports.review(ctx, { path: 'body', text: body, isPublic: true })
  const rendered = await renderBody(ctx, body)
  checkNewMembersText(ctx, rendered)
  return rendered
}

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
