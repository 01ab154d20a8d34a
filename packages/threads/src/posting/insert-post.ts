import { sql, type SQL } from 'drizzle-orm'
import { atLeast, emission, type Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import type { PreparedBody } from './prepare-body.ts'
import { roleIn, type Reader } from '../visibility.ts'
import { byReader, readerValues } from '../prepared.ts'
import type { FieldValues } from '../fields/schema.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { flagsOf } from '../rendering/stored.ts'
import { drafts, mentions, posts, readings, threadFollowings } from '../schema.ts'

type PostFacts = {
  categoryId: number
  state: 'awaiting_approval' | 'visible'
  body: PreparedBody
  replyTo?: number
  /** Answers to the category's form, of a first post. */
  fieldValues?: FieldValues | null
  /** Key of the draft that the post was; undefined if it was none. */
  draft: string | undefined
}

type Kind = {
  event: 'thread.created' | 'post.created'
  /** Makes or changes the thread and returns its `id` and the post's `number`. */
  thread(reader: Reader): SQL
  /** Selects the answer to the request, from `post`. */
  answer: SQL
}

/**
 * Makes a function that stores a post in one statement with all that goes with it: its thread's
 * row, mentions, following unless muted, reading position, end of the draft, and the event.
 * @returns a function that returns the answer; undefined if `thread` returned no row, because the
 * thread or its category changed meanwhile. `values` are for the placeholders of `thread`.
 */
export function postInsertion<A>({ event, thread, answer }: Kind) {
  const insertion = byReader((reader) =>
    emission<typeof event, A>(event, () => ({
      parts: partsOf(thread(reader)),
      payload: sql`select thread_id as "threadId", id as "postId" from post`,
      answer
    }))
  )
  return async (ctx: Context, post: PostFacts, values: Record<string, unknown>) => {
    const all = { ...readerValues(ctx), ...valuesOf(ctx, post), ...values }
    const written = await insertion(ctx)(ctx, all)
    const { uploads } = post.body
    if (written?.payload && uploads.length > 0)
      await attachUploads(ctx, uploads, { kind: 'post', id: written.payload.postId })
    return written?.answer
  }
}

const valuesOf = (
  ctx: Context,
  { categoryId, state, body, replyTo, draft, fieldValues }: PostFacts
) => ({
  role: roleIn(ctx.actor, categoryId),
  official: speaksOfficially(ctx.actor),
  body: body.body,
  html: body.html,
  language: body.language,
  replyTo: replyTo ?? null,
  state,
  draft: draft ?? null,
  fieldValues: fieldValues ? JSON.stringify(fieldValues) : null,
  ...flagsOf(body, ctx.now),
  mentionedIds: body.mentionedIds
})

/** A program is not the organisation, also where it works as staff do. */
const speaksOfficially = ({ role, service }: Context['actor']) => atLeast(role, 'staff') && !service

const param = (name: keyof ReturnType<typeof valuesOf>) => sql.placeholder(name)

const partsOf = (thread: SQL) => sql`
  given as (select ${sql.placeholder('now')}::timestamptz as now,
    ${sql.placeholder('readerId')}::bigint as actor),
  thread as (${thread}),
  post as (${postRow}),
  following as (
    insert into ${threadFollowings} (thread_id, user_id, created_at)
    select thread.id, actor, now from thread, given on conflict do nothing),
  reading as (
    insert into ${readings} as already (user_id, thread_id, number, read_at)
    select actor, thread.id, thread.number, now from thread, given
    on conflict (user_id, thread_id) do update set
      number = greatest(already.number, excluded.number), read_at = excluded.read_at),
  mentioned as (
    insert into ${mentions} (post_id, user_id)
    select post.id, mentioned_id from post, unnest(${param('mentionedIds')}::bigint[]) mentioned_id),
  draft as (
    delete from ${drafts} using thread, given where user_id = given.actor and key = ${param('draft')})`

const postRow = sql`
  insert into ${posts} (thread_id, number, author_id, author_role, official, body, html,
    field_values, renderer_version, language, reply_to_number, state, created_at, quarantined_links, leads_out, flagged_at)
  select thread.id, thread.number, actor, ${param('role')}, ${param('official')}::boolean,
    ${param('body')}, ${param('html')}, ${param('fieldValues')}::text::jsonb, ${rendererVersion}::int,
    ${param('language')}, ${param('replyTo')}::int,
    ${param('state')}, now, ${param('quarantinedLinks')}::text[], ${param('leadsOut')}::boolean,
    ${param('flaggedAt')}::timestamptz
  from thread, given returning id, thread_id, number, state`
