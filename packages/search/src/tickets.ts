import { and, gt, lte, max, notInArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { newestFirst, places } from './newest-first.ts'
import { noFilters, parseQuery } from './query.ts'
import { relationsOf } from './relations.ts'
import { searchTickets } from './schema.ts'
import { withSynonyms } from './synonyms.ts'
import { marksForTickets, marksOfTicket, type TicketFilters } from './ticket-marks.ts'
import { toVector } from './tokens.ts'
import { toMarkedTsquery } from './tsquery.ts'
import { wordsOf } from './words.ts'

const batchSize = 200

type Wanted = TicketFilters & {
  typed: string
  before?: number
  except: readonly number[]
  limit: number
}

/**
 * Returns ids of the newest tickets that pass the filters and contain all words in subject,
 * conversation or notes, newest first. Implements the port that the desk searches with.
 * @param wanted `before`: only tickets with smaller ids; `except`: ids to leave out
 */
export async function ticketIdsWith(ctx: Context, wanted: Wanted): Promise<number[]> {
  const { typed, topics, before, except, limit } = wanted
  const tsquery = await tsqueryOf(ctx, typed)
  if (tsquery === '' || topics?.length === 0) return []
  const { ticketId } = searchTickets
  const found = newestFirst({
    place: places.tickets,
    words: { all: [tsquery] },
    marks: marksForTickets(wanted),
    condition: and(
      before === undefined ? undefined : sql`${ticketId} + 0 < ${before}`,
      // One array instead of a parameter per id, which would take longer to plan in every slice
      // than the search takes.
      except.length === 0 ? undefined : sql`${ticketId} <> all(${sql.param(except)}::bigint[])`
    ),
    newest: before === undefined ? await newestTicket(ctx) : before - 1
  })
  const rows = await ctx.db.execute<{ id: number }>(
    sql`select id from ${found} as found limit ${limit}`
  )
  return rows.map(({ id }) => id)
}

async function tsqueryOf(ctx: Context, typed: string): Promise<string> {
  const query = parseQuery(typed, noFilters)
  const relations = await relationsOf(ctx)
  const words = { ...query, all: wordsOf(query, relations) }
  return toMarkedTsquery(withSynonyms(words, relations))
}

async function newestTicket({ db }: Context): Promise<number> {
  const [row] = await db.select({ id: max(searchTickets.ticketId) }).from(searchTickets)
  return row?.id ?? 0
}

/** Updates the document of a ticket. */
export const indexTicket = async (ctx: Context, ticketId: number): Promise<void> =>
  store(ctx, await ctx.ports.tickets.ticketTexts(ctx, { ids: [ticketId] }))

/** Updates the documents of all tickets of a user, or about a thread. */
export const indexTicketsOf = async (
  ctx: Context,
  which: { requesterId: number } | { threadId: number }
): Promise<void> => store(ctx, await ctx.ports.tickets.ticketTexts(ctx, which))

/**
 * Updates the documents of all tickets and deletes orphaned ones.
 * @returns the number of tickets
 */
export async function indexAllTickets(ctx: Context): Promise<number> {
  let [last, count] = [0, 0]
  for (;;) {
    const texts = await ctx.ports.tickets.ticketTexts(ctx, { after: last, limit: batchSize })
    const ids = texts.map(({ ticketId }) => ticketId)
    await deleteOthers(ctx, last, ids)
    if (ids.length === 0) return count
    await store(ctx, texts)
    count += ids.length
    last = ids.at(-1) ?? last
  }
}

/** Deletes orphaned documents with ids after `behind`, up to the last of these tickets. */
async function deleteOthers({ db }: Context, behind: number, ids: number[]): Promise<void> {
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

type Texts = Awaited<ReturnType<Context['ports']['tickets']['ticketTexts']>>

async function store({ db }: Context, texts: Texts): Promise<void> {
  for (const ticket of texts) {
    const { ticketId, title, body } = ticket
    const vector = toVector({ title, body, marks: marksOfTicket(ticket) })
    await db
      .insert(searchTickets)
      .values({ ticketId, vector })
      .onConflictDoUpdate({ target: searchTickets.ticketId, set: { vector } })
  }
}
