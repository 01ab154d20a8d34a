import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { atLeast, conflict, notFound, transaction, type Context } from '@stoa/core'
import type { AskInput, createdThread } from './thread-contract.ts'
import { detectLanguage } from './language-detection.ts'
import { insertPost } from './insert-post.ts'
import { countForNewMember } from './new-members.ts'
import { visibleCategories } from '../visibility.ts'
import { authorize } from '../policy.ts'
import { categories, threads } from '../schema.ts'
import { reviewTags, normalizeTags } from './tags.ts'
import { threadUrl } from '../urls.ts'
import { prepareBody, stateWithin, unseen, type PreparedBody } from './prepare-body.ts'

type Created = z.infer<typeof createdThread>
type AskedIn = Pick<typeof categories.$inferSelect, 'id' | 'rule'>

/**
 * Starts a thread; its author follows it. If posts have to be approved, its state is `awaiting_approval`.
 * @throws Problem 404 for a category the actor may not know of, 401 and 403 as
 * `rules.createThread`, 422 for what guards or the limits of new members refuse, 429 for new
 * members
 */
export async function createThread(ctx: Context, given: AskInput): Promise<Created> {
  const category = await findCategory(ctx, given.categoryId)
  authorize.createThread(ctx.actor, category)
  await ctx.ports.safety.review(ctx, { path: 'title', text: given.title, isPublic: true })
  await ctx.ports.safety.checkLine(ctx, { path: 'title', text: given.title })
  await reviewTags(ctx, given.tags)
  const input = { ...given, title: await ctx.ports.safety.masked(ctx, given.title) }
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
  const thread = threadRow(ctx, category, input, body, state)
  const about = { categoryId: category.id, state, body, draft: 'ask' }
  const row = await insertPost(ctx, { thread, ...about, event: 'thread.created' })
  // The category's rule changed between check and insert. A second attempt gets the exact refusal.
  if (!row) throw conflict('category_changed')
  return { id: row.threadId, state, postId: row.postId }
}

/** Inserts the thread, if its category still has the rule that was checked. */
function threadRow(
  { actor }: Context,
  category: AskedIn,
  input: AskInput,
  { textContent }: PreparedBody,
  state: Created['state']
): SQL {
  const official = atLeast(actor.role, 'staff')
  const language = input.language ?? detectLanguage(`${input.title}\n${textContent}`)
  return sql`insert into ${threads} (category_id, author_id, kind, language, title, tags, state,
      created_at, last_post_at, last_poster_id, official_count)
    select ${categories.id}, actor, ${input.kind}, ${language}, ${input.title},
      ${sql.param(normalizeTags(input.tags))}::text[], ${state}, now, now, actor,
      ${official && state === 'visible' ? 1 : 0}::int
    from ${categories}, given
    where ${categories.id} = ${category.id} and ${categories.rule} = ${category.rule}
    returning id, 1 as number`
}
