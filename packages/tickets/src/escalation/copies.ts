import { and, asc, desc, eq, inArray, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { invalid, type Actor, type Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { visiblePosts } from '@stoa/threads'
import {
  answersFor,
  authorshipColumns,
  clearLanguageOf,
  excerpt,
  languageOfPost,
  publicTextOf,
  renderedFor
} from '@stoa/threads/rendering'
import { posts, revisions, threads } from '@stoa/threads/tables'
import { ticketCopies } from '../schema.ts'

type Values = Record<string, string> | null
type Chosen = { id: number; revision: number }

const copyLimit = 20
const offeredLimit = 40
const beginning = 140

/** Whether the actor has a visible post in the thread. */
export async function hasPosted({ db, actor }: Context, threadId: number): Promise<boolean> {
  const isOwn = and(eq(posts.threadId, threadId), eq(posts.authorId, actor.id))
  return (await db.$count(posts, and(isOwn, eq(posts.state, 'visible')))) > 0
}

/** Held and hidden posts stay out of tickets, even if the actor may read them. */
const offered = (actor: Actor, { id }: { id: number }): SQL | undefined =>
  and(eq(posts.threadId, id), visiblePosts(actor), eq(posts.state, 'visible'))

/**
 * Returns the posts that a ticket starts with, at their current revision.
 * @param ids default: the first post of the thread and the requester's posts
 * @throws Problem 422 on `postIds` for a post that is not offered
 */
export async function chosenPosts(
  { db, actor }: Context,
  thread: { id: number },
  requesterId: number,
  ids?: readonly number[]
): Promise<Chosen[]> {
  const wanted = ids
    ? inArray(posts.id, [...ids])
    : or(eq(posts.number, 1), eq(posts.authorId, requesterId))
  const rows = await db
    .select({ id: posts.id, revision: posts.revisionCount })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(offered(actor, thread), wanted))
    .orderBy(asc(posts.number))
    .limit(copyLimit)
  if (ids && rows.length < new Set(ids).size) throw invalid('postIds', 'field_invalid')
  return rows
}

/** Lists posts of a thread to choose from: the first one, the requester's, then the latest. */
export async function offeredPosts(
  { db, actor }: Context,
  thread: { id: number },
  requesterId: number
) {
  const { id, number, authorId, body, quarantinedLinks: quarantined } = posts
  const isUsual = sql<boolean>`(${number} = 1 or ${authorId} = ${requesterId})`
  const rows = await db
    .select({
      id,
      number,
      body,
      quarantined,
      isUsual,
      author: users.username,
      language: languageOfPost
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(users, eq(users.id, authorId))
    .where(offered(actor, thread))
    .orderBy(desc(sql`${number} = 1`), desc(isUsual), desc(number))
    .limit(offeredLimit)
  return rows
    .map(({ body, quarantined, isUsual, ...row }, index) => ({
      ...row,
      beginning: excerpt(publicTextOf(body, quarantined), beginning),
      chosen: isUsual && index < copyLimit
    }))
    .sort((a, b) => a.number - b.number)
}

/** Stores which posts the ticket starts with. The revision number is stored, never the text. */
export async function freeze({ db }: Context, ticketId: number, chosen: Chosen[]): Promise<void> {
  if (chosen.length === 0) return
  const rows = chosen.map(({ id: postId, revision }) => ({ ticketId, postId, revision }))
  await db.insert(ticketCopies).values(rows)
}

/** What a copied post said; a revision row holds what was before the edit of its number. */
const frozen = (now: SQLWrapper, before: SQLWrapper) =>
  sql`case when ${posts.revisionCount} = ${ticketCopies.revision} then ${now}
    else (select ${before} from ${revisions} where ${revisions.postId} = ${posts.id}
      and ${revisions.number} = ${ticketCopies.revision} + 1) end`

export const frozenBody = sql<string>`coalesce(${frozen(posts.body, revisions.body)}, '')`

const frozenValues = frozen(posts.fieldValues, revisions.fieldValues)

/**
 * Returns the posts that a ticket started with, at the revision of that time. Posts that the actor
 * may not read have no text.
 */
export async function copiesOf(ctx: Context, ticketId: number) {
  const { db, actor } = ctx
  const rows = await db
    .select({
      id: posts.id,
      number: posts.number,
      author: authorColumns(users),
      createdAt: posts.createdAt,
      by: authorshipColumns,
      edited: sql<boolean>`${posts.revisionCount} <> ${ticketCopies.revision}`,
      body: sql<string | null>`case when ${visiblePosts(actor)} then ${frozenBody} end`,
      fieldValues: sql<Values>`case when ${visiblePosts(actor)} then ${frozenValues} end`.mapWith(
        posts.fieldValues
      )
    })
    .from(ticketCopies)
    .innerJoin(posts, eq(posts.id, ticketCopies.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(eq(ticketCopies.ticketId, ticketId))
    .orderBy(asc(posts.number))
  const answers = await answersFor(ctx, rows)
  return Promise.all(
    rows.map(async ({ body, by, fieldValues, ...row }) => ({
      ...row,
      fields: answers(fieldValues),
      url: `/p/${row.id}`,
      language: body === null ? null : clearLanguageOf(ctx, body),
      html: body === null ? null : await renderedFor(ctx, body, by)
    }))
  )
}
