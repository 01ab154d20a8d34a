import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, notFound, transaction, type Context } from '@stoa/core'
import type { AskInput, createdThread } from './contract.ts'
import { detectLanguage } from './language-detection.ts'
import { postInsertion } from './insert-post.ts'
import {
  countForNewMember,
  isNew,
  checkTerms,
  prepareBody,
  stateWithin,
  type PreparedBody
} from './prepare-body.ts'
import { visibleCategories, writers, type Writers } from '../visibility.ts'
import { choicesIn, readValues } from '../fields/values.ts'
import { type FieldValues, fieldsOfCategory, type KnownField } from '../fields/schema.ts'
import { authorize } from '../policy.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { categories, threads } from '../schema.ts'
import { reviewTags, normalizeTags } from '../tags/tag.ts'
import { threadUrl } from '../urls.ts'

type Created = z.infer<typeof createdThread>
type AskedIn = Pick<typeof categories.$inferSelect, 'id' | 'rule'> & {
  writers: Writers
  fields: KnownField[]
}

/**
 * Starts a thread; its author follows it. If posts have to be approved, its state is `awaiting_approval`.
 * @throws Problem 404 for a category the actor may not know of, 401 and 403 as
 * `rules.createThread`, 422 for what guards or the limits of new members refuse, 429 for new
 * members
 */
export async function createThread(ctx: Context, given: AskInput): Promise<Created> {
  const category = await findCategory(ctx, given.categoryId)
  authorize.createThread(ctx.actor, category)
  await checkTerms(ctx)
  await ctx.ports.safety.review(ctx, { path: 'title', text: given.title, isPublic: true })
  await ctx.ports.safety.checkLine(ctx, { path: 'title', text: given.title })
  await reviewTags(ctx, given.tags)
  const values = await readValues(ctx, category.fields, given.fields)
  const input = { ...given, title: await ctx.ports.safety.masked(ctx, given.title) }
  const around = { title: input.title, tags: input.tags, answers: values }
  const body = await prepareBody(ctx, input.body, { categoryId: category.id }, around)
  const write = (inside: Context) => store(inside, category, { ...input, values }, body)
  // The insertion of most threads is the whole write, and a transaction of its own.
  const isOneStatement = !isNew(ctx) && body.uploads.length === 0
  const created = isOneStatement
    ? await write(ctx)
    : await transaction(ctx, async (inside) => {
        await countForNewMember(inside, 'threads')
        return write(inside)
      })
  // The URL is added last: stored answers of idempotent requests must not keep a title after its
  // redaction.
  return { ...created, url: threadUrl(created.id, input.title) }
}

async function findCategory(ctx: Context, id: number): Promise<AskedIn> {
  const [category] = await visibleCategory(ctx).execute({ ...readerValues(ctx), id })
  if (!category) throw notFound()
  return category
}

const visibleCategory = preparedRead((db, reader) =>
  db
    .select({ id: categories.id, rule: categories.rule, writers, fields: fieldsOfCategory })
    .from(categories)
    .where(and(eq(categories.id, sql.placeholder('id')), visibleCategories(reader)))
    .prepare('visible_category')
)

async function store(
  ctx: Context,
  { id, rule, fields }: AskedIn,
  input: AskInput & { values: FieldValues | null },
  body: PreparedBody
): Promise<Omit<Created, 'url'>> {
  const state = await stateWithin(ctx, { id, rule }, body)
  const { kind, title, language = detectLanguage(ctx, `${title}\n${body.textContent}`) } = input
  const created = await insertThread(
    ctx,
    { categoryId: id, state, body, draft: input.draft, fieldValues: input.values },
    {
      categoryId: id,
      rule,
      kind,
      language,
      title,
      tags: normalizeTags(input.tags),
      choices: choicesIn(fields, input.values)
    }
  )
  // The category's rule changed between check and insert. A second attempt gets the exact refusal.
  if (!created) throw conflict('category_changed')
  return created
}

type Field =
  | ('categoryId' | 'rule' | 'kind' | 'language' | 'title' | 'tags')
  | ('choices' | 'state' | 'official')

const param = (name: Field) => sql.placeholder(name)

/** Inserts the thread, if its category still is as it was checked. */
const insertThread = postInsertion<Omit<Created, 'url'>>({
  event: 'thread.created',
  thread: (
    reader
  ) => sql`insert into ${threads} (category_id, author_id, kind, language, title, tags,
      field_choices, state, created_at, last_post_at, last_poster_id, official_count)
    select ${categories.id}, actor, ${param('kind')}, ${param('language')}, ${param('title')},
      ${param('tags')}::text[], ${param('choices')}::text[], ${param('state')}, now, now, actor,
      (${param('official')}::boolean and ${param('state')}::text = 'visible')::int
    from ${categories}, given
    where ${categories.id} = ${param('categoryId')} and ${categories.rule} = ${param('rule')}
      and ${categories.archivedAt} is null and ${visibleCategories(reader) ?? sql`true`}
    returning id, 1 as number`,
  answer: sql`select jsonb_build_object('id', thread_id, 'state', state, 'postId', id) as answer
    from post`
})
