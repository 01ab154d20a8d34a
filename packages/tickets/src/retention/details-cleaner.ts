import { eq, inArray, sql } from 'drizzle-orm'
import { emitAll, type Cleaner, type Context } from '@stoa/core'
import { cappedAt, countLimit } from '@stoa/core/data'
import { translate } from '@stoa/messages'
import { renderBody, rendererVersion } from '@stoa/threads/rendering'
import { eraseUploadsOf, withoutUploads } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import { ticketFacts, ticketMessages, tickets } from '../schema.ts'
import { eraseComments } from '../satisfaction/survey.ts'
import type { DetailsPeriod } from '../lifecycle/states.ts'

const batchSize = 50
const day = 24 * 3600_000

/** Condition: the period of the ticket is over, and no hold stands. Cleaning locks these rows. */
const isOver = (period: DetailsPeriod, before: string, now: string) => sql`
  ${tickets.retentionPeriod} = ${period} and ${tickets.retainedFrom} <= ${before}
  and (${tickets.heldUntil} is null or ${tickets.heldUntil} <= ${now})`

/**
 * Removes the facts and files of closed tickets that have this period. Texts and history stay.
 * Placing a hold locks the ticket as well, so that either the hold or the removal is first.
 */
export const detailsCleaner = (period: DetailsPeriod): Cleaner => ({
  async count({ db, now }, before) {
    const [row] = await db.execute<{ due: number; facts: number; files: number }>(sql`
      with due as materialized (select id from ${tickets}
        where ${isOver(period, before, now)} order by retained_from, id limit ${countLimit + 1})
      select (select count(*) from due)::int as due,
        (select count(*) from ${ticketFacts} where ticket_id in ${withMerged('due')})::int as facts,
        (select count(*) from ${ticketMessages} message join ${uploads} upload
          on upload.parent_kind = 'ticket_message' and upload.parent_id = message.id
            and upload.erased_at is null
          where message.ticket_id in (select id from due))::int as files`)
    const { due = 0, facts = 0, files = 0 } = row ?? {}
    return due > countLimit
      ? { counts: { facts, files }, capped: true }
      : cappedAt({ facts, files })
  },
  async remove(ctx, before) {
    const { ids, facts, withFacts } = await removeFacts(ctx, period, before)
    await eraseComments(ctx, ids)
    const { files, withFiles } = await removeFiles(ctx, ids)
    await markRemoved(ctx, [...new Set([...withFacts, ...withFiles])], before)
    return { removed: { facts, files }, done: ids.length < batchSize }
  }
})

/** Facts that a merge left on another ticket are shown on the ticket that it leads to. */
const withMerged = (name: 'due' | 'claimed') =>
  sql.raw(`(select id from ${name}
  union all select id from tickets where merged_into_id in (select id from ${name}))`)

type Removed = { ids: number[]; facts: number; withFacts: number[] }

/** Claims a batch of tickets and removes their facts, unless a hold is placed meanwhile. */
async function removeFacts(
  { db, now }: Context,
  period: DetailsPeriod,
  before: string
): Promise<Removed> {
  const [row] = await db.execute<Removed>(sql`
    with due as (select id from ${tickets} where ${isOver(period, before, now)}
      order by retained_from, id limit ${batchSize} for update skip locked),
    claimed as (update ${tickets} set retained_from = null
      where id in (select id from due) and (held_until is null or held_until <= ${now})
      returning id),
    gone as (delete from ${ticketFacts} using ${tickets} of_ticket
      where ticket_id = of_ticket.id and of_ticket.id in ${withMerged('claimed')}
      returning coalesce(of_ticket.merged_into_id, of_ticket.id) as shown_on)
    select (select coalesce(json_agg(id), '[]') from claimed) as ids,
      (select count(*) from gone)::int as facts,
      (select coalesce(json_agg(distinct shown_on), '[]') from gone) as "withFacts"`)
  return row ?? { ids: [], facts: 0, withFacts: [] }
}

async function removeFiles(ctx: Context, ticketIds: number[]) {
  if (ticketIds.length === 0) return { files: 0, withFiles: [] }
  const messages = await ctx.db
    .select({ id: ticketMessages.id, ticketId: ticketMessages.ticketId })
    .from(ticketMessages)
    .where(inArray(ticketMessages.ticketId, ticketIds))
  const erased = await eraseUploadsOf(
    ctx,
    'ticket_message',
    messages.map(({ id }) => id)
  )
  const withFile = new Set(erased)
  for (const id of withFile) await clearFileNames(ctx, id)
  const withFiles = messages.filter(({ id }) => withFile.has(id)).map(({ ticketId }) => ticketId)
  return { files: erased.length, withFiles }
}

/** Replaces the names of removed files in the text that showed them. */
async function clearFileNames(ctx: Context, id: number) {
  const [row] = await ctx.db
    .select({ body: ticketMessages.body, language: tickets.language })
    .from(ticketMessages)
    .innerJoin(tickets, eq(tickets.id, ticketMessages.ticketId))
    .where(eq(ticketMessages.id, id))
  const removed = `*${translate('tickets_file_removed', {}, row?.language ?? ctx.locale)}*`
  const body = withoutUploads(row?.body ?? '', removed)
  if (body === row?.body) return
  const { html } = await renderBody(ctx, body)
  await ctx.db
    .update(ticketMessages)
    .set({ body, html, rendererVersion })
    .where(eq(ticketMessages.id, id))
}

async function markRemoved(ctx: Context, ids: number[], before: string) {
  if (ids.length === 0) return
  const detailsRemovedAfter = Math.round((Date.parse(ctx.now) - Date.parse(before)) / day)
  await ctx.db
    .update(tickets)
    .set({ detailsRemovedAt: ctx.now, detailsRemovedAfter })
    .where(inArray(tickets.id, ids))
  await emitAll(
    ctx,
    'ticket.details_removed',
    ids.map((ticketId) => ({ ticketId }))
  )
}
