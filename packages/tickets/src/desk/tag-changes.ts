import { and, sql } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { addTicketHistory } from '../lifecycle/history.ts'
import { deskTickets, isOpenTicket, type Ticket } from '../policy.ts'
import { tickets } from '../schema.ts'
import type { TicketChange } from './contract.ts'
import { maxTags, tagsAfter } from './tags.ts'

type Change = Pick<TicketChange, 'addTags' | 'removeTags'>

/** @throws Problem 422 on the path of a tag for a text that is refused */
export async function reviewTags(
  ctx: Context,
  lists: Record<string, readonly string[] | undefined>
) {
  for (const [path, tags = []] of Object.entries(lists))
    for (const [at, text] of tags.entries())
      await ctx.ports.safety.review(ctx, { path: `${path}.${at}`, text })
}

/**
 * Returns the tags of a locked ticket after a change; undefined if it changes none.
 * @throws Problem 422 on `addTags` for more than ten, or more than a merge has left
 */
export function nextTags({ tags }: Ticket, change: Change): string[] | undefined {
  if (!change.addTags && !change.removeTags) return undefined
  const next = tagsAfter(tags, change)
  if (next.length > Math.max(maxTags, tags.length)) throw invalid('addTags', 'field_tickets_tags')
  return next
}

/** Records which tags of a ticket are new, and which are gone. */
export async function recordTags(ctx: Context, { id, tags }: Ticket, next: readonly string[]) {
  for (const tag of next) if (!tags.includes(tag)) await addTicketHistory(ctx, id, 'tagged', tag)
  for (const tag of tags) if (!next.includes(tag)) await addTicketHistory(ctx, id, 'untagged', tag)
}

const listLimit = 200

/** Lists the tags of open tickets that the actor answers, the most frequent first. */
export async function listTags({ db, actor }: Context) {
  const tagged = db
    .select({ tag: sql<string>`unnest(${tickets.tags})`.as('tag') })
    .from(tickets)
    .where(and(isOpenTicket, deskTickets(actor)))
    .as('tagged')
  const rows = await db
    .select({ tag: tagged.tag })
    .from(tagged)
    .groupBy(tagged.tag)
    .orderBy(sql`count(*) desc`, tagged.tag)
    .limit(listLimit)
  return { items: rows.map(({ tag }) => tag) }
}
