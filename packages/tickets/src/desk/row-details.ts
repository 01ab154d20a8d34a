import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { clearLanguageOf, excerptOfHtml } from '@stoa/threads/rendering'
import type { QueueRow } from './queue-contract.ts'
import { ticketMessages, ticketReadings, tickets } from '../schema.ts'
import { deskTickets } from '../policy.ts'

const excerptLength = 160
/** Characters of HTML that an excerpt is cut from. */
const htmlLength = 2000
const requesterCountLimit = 100

/** What a row of the queue says of the conversation, beside the ticket itself. */
type Details = Pick<QueueRow, 'last' | 'unread' | 'requesterTickets'> & {
  /** Whether the latest message between requester and desk is the desk's. */
  answered: boolean
}

export const noDetails: Details = {
  last: null,
  unread: false,
  requesterTickets: 0,
  answered: false
}

type Found = {
  id: number
  side: NonNullable<QueueRow['last']>['side'] | null
  audience: 'requester' | 'staff'
  html: string | null
  createdAt: string
  unread: boolean
  answered: boolean | null
  requesterTickets: number
}

/**
 * Reads the last message of each ticket, whether it is new to the actor, and how many tickets its
 * requester has that the actor answers: by one statement for all rows.
 */
export async function detailsOf(ctx: Context, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, Details>()
  const rows = await ctx.db.execute<Found>(sql`
    select listed.id::int as id, last.side, last.audience, left(last.html, ${htmlLength}) as html,
      ${isoOf(sql`last.created_at`)} as "createdAt", ${answered} as answered,
      coalesce(last.author_id <> ${ctx.actor.id} and last.id > ${seenBy(ctx)}, false) as unread,
      ${countOfRequester(ctx)} as "requesterTickets"
    from ${tickets} as listed
    left join lateral (select * from ${ticketMessages} where ticket_id = listed.id
        and automatic is null
      order by id desc limit 1) as last on true
    where listed.id = any(${sql.param([...ids])}::bigint[])`)
  return new Map(rows.map((row) => [row.id, toDetails(ctx, row)]))
}

const isoOf = (time: ReturnType<typeof sql>) =>
  sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const answered = sql`(select side = 'desk' from ${ticketMessages}
  where ticket_id = listed.id and audience = 'requester' and automatic is null
  order by id desc limit 1)`

const seenBy = ({ actor }: Context) => sql`coalesce((select message_id from ${ticketReadings}
  where user_id = ${actor.id} and ticket_id = listed.id), 0)`

function countOfRequester({ db, actor }: Context) {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(tickets)
    .where(and(deskTickets(actor), eq(tickets.requesterId, sql`listed.requester_id`)))
    .limit(requesterCountLimit)
    .as('some')
  return sql`(select count(*)::int from ${some})`
}

function toDetails(ctx: Context, found: Found): Details {
  const { side, audience, html, createdAt, answered, ...row } = found
  const text = excerptOfHtml(html ?? '', excerptLength)
  const language = clearLanguageOf(ctx, text)
  const last = side === null ? null : { side, audience, text, language, createdAt }
  return { ...row, last, answered: answered === true }
}
