import { and, desc, gt, inArray, lte, notInArray, sql } from 'drizzle-orm'
import type { Context, DeskTopic } from '@stoa/core'
import { parseQuery } from './query.ts'
import { relationsOf } from './relations.ts'
import { searchTickets } from './schema.ts'
import { withSynonyms } from './synonyms.ts'
import { toVector } from './tokens.ts'
import { toTsquery } from './tsquery.ts'
import { wordsOf } from './words.ts'

const atOnce = 200
/** Newest tickets of one search. */
const most = 500

/**
 * Ids of the tickets of these topics (null: of every one) that have all of the words in subject, conversation or notes, the
 * latest changed first: the port by which the desk finds them.
 */
export async function ticketIdsWith(
  ctx: Context,
  typed: string,
  topics: readonly DeskTopic[] | null
) {
  const query = parseQuery(typed)
  const relations = await relationsOf(ctx)
  const words = { ...query, all: wordsOf(query, relations) }
  const tsquery = toTsquery(withSynonyms(words, relations))
  if (tsquery === '') return []
  const rows = await ctx.db
    .select({ id: searchTickets.ticketId })
    .from(searchTickets)
    .where(
      and(
        sql`${searchTickets.vector} @@ ${tsquery}::tsquery`,
        topics ? inArray(searchTickets.topic, topics) : undefined
      )
    )
    .orderBy(desc(searchTickets.changedAt))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** Makes the document of a ticket say what the ticket says now. */
export const indexTicket = async (ctx: Context, ticketId: number): Promise<void> =>
  store(ctx, await ctx.ports.ticketTexts(ctx, { ids: [ticketId] }))

/** The same for every ticket of a user, or about a thread. */
export const indexTicketsOf = async (
  ctx: Context,
  which: { requesterId: number } | { threadId: number }
): Promise<void> => store(ctx, await ctx.ports.ticketTexts(ctx, which))

/**
 * The same for every ticket; documents without one go.
 * @returns how many there are
 */
export async function indexAllTickets(ctx: Context): Promise<number> {
  let [last, count] = [0, 0]
  for (;;) {
    const texts = await ctx.ports.ticketTexts(ctx, { after: last, limit: atOnce })
    const ids = texts.map(({ ticketId }) => ticketId)
    await forgetOthers(ctx, last, ids)
    if (ids.length === 0) return count
    await store(ctx, texts)
    count += ids.length
    last = ids.at(-1) ?? last
  }
}

/** Of the documents behind one, up to the last of these tickets, those of others go. */
async function forgetOthers({ db }: Context, behind: number, ids: number[]): Promise<void> {
  const { ticketId } = searchTickets
  const last = ids.at(-1)
  await db
    .delete(searchTickets)
    .where(
      last === undefined
        ? gt(ticketId, behind)
        : and(gt(ticketId, behind), lte(ticketId, last), notInArray(ticketId, ids))
    )
}

type Texts = Awaited<ReturnType<Context['ports']['ticketTexts']>>

async function store({ db }: Context, texts: Texts): Promise<void> {
  for (const { ticketId, topic, changedAt, title, body } of texts) {
    const row = { topic, changedAt, vector: toVector({ title, body }) }
    await db
      .insert(searchTickets)
      .values({ ticketId, ...row })
      .onConflictDoUpdate({ target: searchTickets.ticketId, set: row })
  }
}
