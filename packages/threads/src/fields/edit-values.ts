import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { knownCategories } from '../categories/categories.ts'
import type { FoundPost, FoundThread } from '../finding.ts'
import { threads } from '../schema.ts'
import { fieldsWith } from './known-fields.ts'
import { choicesIn, readValues } from './read-values.ts'
import type { FieldValues } from './schema.ts'

type Edited = { post: FoundPost; thread: FoundThread }

/**
 * Checks the answers of an edit: to the form of the category, and to what the post answered before it
 * was moved or the form changed.
 * @param given undefined leaves the answers as they are
 * @throws Problem as `readValues`
 */
export async function readEdited(
  ctx: Context,
  { post, thread }: Edited,
  given: FieldValues | undefined
): Promise<FieldValues | null> {
  if (given === undefined) return post.fieldValues
  const asked = post.number === 1 ? await formOf(ctx, thread.categoryId) : []
  const answered = new Set(Object.keys(post.fieldValues ?? {}).map(Number))
  for (const { id } of asked) answered.delete(id)
  const form = [...asked, ...(await fieldsWith(ctx, answered))]
  return readValues(ctx, form, given, post.fieldValues)
}

const formOf = async (ctx: Context, categoryId: number) =>
  (await knownCategories(ctx)).find(({ id }) => id === categoryId)?.fields ?? []

/** Whether a post would keep its answers. */
export const isSameAnswers = (one: FieldValues | null, other: FieldValues | null): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

const sorted = (values: FieldValues | null) => Object.entries(values ?? {}).toSorted()

/** Stores by which choices lists find the thread, if the post is its first. */
export async function storeChoices(
  ctx: Context,
  { number, threadId, fieldValues: before }: FoundPost,
  values: FieldValues | null
): Promise<void> {
  if (number !== 1 || isSameAnswers(before, values)) return
  const ids = new Set(Object.keys(values ?? {}).map(Number))
  const fieldChoices = choicesIn(await fieldsWith(ctx, ids), values)
  const isIt = and(
    eq(threads.id, threadId),
    sql`${threads.fieldChoices} <> ${sql.param(fieldChoices)}::text[]`
  )
  await ctx.db.update(threads).set({ fieldChoices }).where(isIt)
}
