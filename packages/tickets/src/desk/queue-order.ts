import { asc, desc, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { decodeCursor, timeKey, type SortKey } from '@stoa/core/data'
import type { Ticket } from '../policy.ts'
import { byPriority, lastAnswered } from '../schema/queue-indexes.ts'
import { tickets } from '../schema.ts'
import type { Query } from './queue-rows.ts'

/** What the order of a view is made of. */
export type Placed = Pick<
  Ticket,
  'id' | 'pausedAt' | 'dueAt' | 'createdAt' | 'changedAt' | 'lastAnsweredAt' | 'priority'
>

type Order = {
  columns: readonly SQL[]
  shape: z.ZodType<SortKey>
  keyOf(ticket: Placed): SortKey
}

const [time, id] = timeKey.def.items
const stands = sql`(${tickets.pausedAt} is not null)`
const isPaused = ({ pausedAt }: Placed) => pausedAt !== null
const lastId = sql`${tickets.id}`

/** Each order has an index of the open tickets; see `orders` of the schema. */
const orders: Record<Query['sort'] | 'ended', Order> = {
  due: {
    columns: [stands, sql`${tickets.dueAt}`, lastId],
    shape: z.tuple([z.boolean(), time, id]),
    keyOf: (one) => [isPaused(one), one.dueAt, one.id]
  },
  age: {
    columns: [sql`${tickets.createdAt}`, lastId],
    shape: timeKey,
    keyOf: (one) => [one.createdAt, one.id]
  },
  answer: {
    columns: [lastAnswered(tickets), lastId],
    shape: timeKey,
    keyOf: (one) => [one.lastAnsweredAt ?? one.createdAt, one.id]
  },
  priority: {
    columns: [byPriority(tickets), stands, sql`${tickets.dueAt}`, lastId],
    shape: z.tuple([z.int().min(0).max(3), z.boolean(), time, id]),
    keyOf: (one) => [ranks.indexOf(one.priority), isPaused(one), one.dueAt, one.id]
  },
  ended: {
    columns: [sql`${tickets.changedAt}`, lastId],
    shape: timeKey,
    keyOf: (one) => [one.changedAt, one.id]
  }
}

const ranks: Ticket['priority'][] = ['urgent', 'high', 'normal', 'low']

type Listed = Pick<Query, 'view' | 'sort'>

// Ended tickets have no deadline: they are listed by their last change, the latest first.
const isEnded = ({ view }: Listed) => view === 'ended' || view === 'follow_up'

const orderOf = (list: Listed) => orders[isEnded(list) ? 'ended' : list.sort]

/** The sort key of a ticket in the list. */
export const keyIn = (list: Listed, ticket: Placed): SortKey => orderOf(list).keyOf(ticket)

const isAscending = (list: Listed, isReverse: boolean) => isEnded(list) === isReverse

/** Order of the list, or the reverse of it. */
export const sorted = (list: Listed, isReverse = false) =>
  orderOf(list).columns.map(isAscending(list, isReverse) ? asc : desc)

/**
 * Condition: tickets that the list has after a cursor, or before it.
 * @throws Problem 422 `invalid_cursor`
 */
export function behind(list: Listed, cursor: string, isReverse = false): SQL {
  const { columns, shape } = orderOf(list)
  const key = decodeCursor(cursor, shape).map((value) => sql`${value}::${sql.raw(typeOf(value))}`)
  const than = sql.raw(isAscending(list, isReverse) ? '>' : '<')
  return sql`(${joined(columns)}) ${than} (${joined(key)})`
}

const joined = (parts: readonly SQL[]) => sql.join([...parts], sql`, `)

function typeOf(value: SortKey[number]): string {
  if (typeof value === 'string') return 'timestamptz'
  return typeof value === 'boolean' ? 'boolean' : 'bigint'
}
