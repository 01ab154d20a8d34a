import { and, eq, ne, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { encodeCursor } from '@stoa/core/data'
import { viewCountLimit, type PlaceQuery, type ticketPlace } from './queue-contract.ts'
import { findAsDesk } from '../finding.ts'
import { behind, keyIn, sorted } from './queue-order.ts'
import { filters } from './queue-rows.ts'
import { deskTickets } from '../policy.ts'
import { tickets } from '../schema.ts'
import { isIn } from './views.ts'

/**
 * Returns the place of a ticket in a list of the queue, and its neighbours. The place is that of
 * `at`, as answering a ticket moves it, or takes it out of the list.
 * @throws Problem 404; 422 `invalid_cursor`
 */
export async function placeOf(
  ctx: Context,
  { number, ...query }: PlaceQuery
): Promise<z.output<typeof ticketPlace>> {
  const ticket = await findAsDesk(ctx, number)
  const at = query.at ?? encodeCursor(keyIn(query, ticket))
  const list = and(deskTickets(ctx.actor), isIn(ctx, query.view), filters(query))
  const others = and(list, ne(tickets.id, ticket.id))
  const ahead = and(others, behind(query, at, true))
  const [next, previous, before, total, own] = await Promise.all([
    firstOf(ctx, and(others, behind(query, at)), sorted(query)),
    firstOf(ctx, ahead, sorted(query, true)),
    countOf(ctx, ahead),
    countOf(ctx, others),
    countOf(ctx, and(list, eq(tickets.id, ticket.id)))
  ])
  return { position: own > 0 ? before + 1 : null, total: total + own, previous, next, at }
}

async function firstOf({ db }: Context, where: SQL | undefined, order: SQL[]) {
  const [found] = await db
    .select({ number: tickets.number })
    .from(tickets)
    .where(where)
    .orderBy(...order)
    .limit(1)
  return found?.number ?? null
}

const countOf = ({ db }: Context, where: SQL | undefined) =>
  db.$count(
    db
      .select({ one: sql`1`.as('one') })
      .from(tickets)
      .where(where)
      .limit(viewCountLimit)
      .as('some')
  )
