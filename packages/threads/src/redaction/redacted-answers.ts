import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { storeChoices } from '../fields/edit-values.ts'
import type { FoundPost } from '../finding.ts'
import { blackBar } from './passages.ts'
import { editsAwaitingApproval, posts, revisions } from '../schema.ts'

/** Redacts a passage in the answers of a post, of its revisions and of its edit that waits. */
export async function redactAnswers(ctx: Context, post: FoundPost, passage: string) {
  const { db } = ctx
  const postId = post.id
  const { fieldValues } = posts
  const inPost = await db
    .update(posts)
    .set({ fieldValues: withoutIn(fieldValues, passage) })
    .where(and(eq(posts.id, postId), isIn(fieldValues, passage)))
    .returning({ fieldValues })
  if (inPost[0]) await storeChoices(ctx, post, inPost[0].fieldValues)
  const inOthers = []
  for (const table of [revisions, editsAwaitingApproval])
    inOthers.push(
      ...(await db
        .update(table)
        .set({ fieldValues: withoutIn(table.fieldValues, passage) })
        .where(and(eq(table.postId, postId), isIn(table.fieldValues, passage)))
        .returning({ id: table.id }))
    )
  return inPost.length + inOthers.length > 0
}

type Values = (typeof posts | typeof revisions | typeof editsAwaitingApproval)['fieldValues']

const isIn = (values: Values, passage: string): SQL =>
  sql`exists (select from jsonb_each_text(${values}) answer where strpos(answer.value, ${passage}) > 0)`

const withoutIn = (values: Values, passage: string): SQL =>
  sql`(select jsonb_object_agg(answer.key, replace(answer.value, ${passage}, ${blackBar}))
    from jsonb_each_text(${values}) answer)`
