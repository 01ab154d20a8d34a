import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { atLeast, conflict, notFound, remember, transaction, type Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import type { AskInput, createdThread } from '../contract.ts'
import { detectLanguage } from './language-detection.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { flagValues } from '../rendering/stored.ts'
import { countForNewMember } from './new-members.ts'
import { roleIn, visibleCategories } from '../policy.ts'
import { authorize } from '../rules.ts'
import { categories, posts, readings, threadFollowings, threads } from '../schema.ts'
import { reviewTags, normalizeTags } from './tags.ts'
import { threadUrl } from '../urls.ts'
import {
  postSideEffects,
  given,
  prepareBody,
  stateWithin,
  unseen,
  type PreparedBody
} from './writing.ts'

type Created = z.infer<typeof createdThread>
type AskedIn = Pick<typeof categories.$inferSelect, 'id' | 'rule'>

/**
 * Starts a thread; its author follows it. If posts have to be approved, its state is `held`.
 * @throws Problem 404 for a category the actor may not know of, 401 and 403 as `rules.createThread`, 422
 * for what guards or the limits of new members refuse, 429 for new members
 */
export async function createThread(ctx: Context, given: AskInput): Promise<Created> {
  const category = await findCategory(ctx, given.categoryId)
  authorize.createThread(ctx.actor, category)
  await ctx.ports.review(ctx, { path: 'title', text: given.title, isPublic: true })
  await ctx.ports.checkLine(ctx, { path: 'title', text: given.title })
  await reviewTags(ctx, given.tags)
  const input = { ...given, title: await ctx.ports.masked(ctx, given.title) }
  const body = await prepareBody(ctx, input.body, {
    ...unseen,
    categoryId: category.id,
    title: input.title,
    tags: input.tags
  })
  const created = await transaction(ctx, async (inside) => {
    await countForNewMember(inside, 'threads')
    return store(inside, category, input, body)
  })
  // The URL is added last: stored answers of idempotent requests must not keep a title after its
  // redaction.
  return { ...created, url: threadUrl(created.id, input.title) }
}

async function findCategory({ db, actor }: Context, id: number): Promise<AskedIn> {
  const [category] = await db
    .select({ id: categories.id, rule: categories.rule })
    .from(categories)
    .where(and(eq(categories.id, id), visibleCategories(actor)))
  if (!category) throw notFound()
  return category
}

async function store(
  ctx: Context,
  category: AskedIn,
  input: AskInput,
  body: PreparedBody
): Promise<Omit<Created, 'url'>> {
  const state = await stateWithin(ctx, category, body)
  const [row] = await ctx.db.execute<{ threadId: number; postId: number }>(
    insertion(ctx, category, input, body, state)
  )
  // The category's rule changed between check and insert. A second attempt gets the exact refusal.
  if (!row) throw conflict('category_changed')
  await attachUploads(ctx, body.uploads, { kind: 'post', id: row.postId })
  remember(ctx, 'thread.created', { threadId: row.threadId, postId: row.postId })
  return { id: row.threadId, state, postId: row.postId }
}

/** One statement inserts the thread, its first post and their side effects. */
function insertion(
  ctx: Context,
  category: AskedIn,
  input: AskInput,
  body: PreparedBody,
  state: Created['state']
): SQL {
  const { actor } = ctx
  const official = atLeast(actor.role, 'staff')
  const language = input.language ?? detectLanguage(`${input.title}\n${body.textContent}`)
  return sql`
    with ${given(ctx)},
    thread as (
      insert into ${threads} (category_id, author_id, kind, language, title, tags, state, created_at,
        last_post_at, last_poster_id, official_count)
      select ${categories.id}, actor, ${input.kind}, ${language}, ${input.title},
        ${sql.param(normalizeTags(input.tags))}::text[], ${state}, now, now, actor,
        ${official && state === 'visible' ? 1 : 0}::int
      from ${categories}, given
      where ${categories.id} = ${category.id} and ${categories.rule} = ${category.rule}
      returning id),
    post as (
      insert into ${posts} (thread_id, number, author_id, author_role, official, body, html,
        renderer_version, state, created_at, quarantined_links, leads_out, flagged_at)
      select thread.id, 1, actor, ${roleIn(actor, category.id)}, ${official}::boolean, ${body.body},
        ${body.html}, ${rendererVersion}::int, ${state}, now, ${flagValues(body, ctx.now)}
      from thread, given returning id, thread_id),
    following as (
      insert into ${threadFollowings} (thread_id, user_id, created_at)
      select thread.id, actor, now from thread, given),
    reading as (
      insert into ${readings} (user_id, thread_id, number, read_at)
      select actor, thread.id, 1, now from thread, given),
    ${postSideEffects(ctx, body, 'ask', 'thread.created')}
    select thread_id as "threadId", id as "postId" from post`
}
