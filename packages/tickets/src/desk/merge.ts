import { and, eq, or, sql } from 'drizzle-orm'
import { conflict, emit, invalid, notFound, transaction, type Context } from '@stoa/core'
import { setState } from '../lifecycle/transitions.ts'
import { openFacts, sealFact } from '../facts/stored-facts.ts'
import {
  findAsDesk,
  findOther,
  lockTickets,
  visibleTickets,
  withMerged,
  type Ticket
} from '../policy.ts'
import { replaceWaiting } from '../holds/propose.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import {
  ticketAnswers,
  ticketCopies,
  ticketFacts,
  ticketHolds,
  ticketMessages,
  tickets
} from '../schema.ts'
import { isOpen } from '../lifecycle/states.ts'
import { tagsAfter } from './tags.ts'

/**
 * Merges a ticket into another one of the same requester: messages, facts, files and copied posts.
 * It is closed and its address redirects to the other ticket, whose state its thread shows.
 * @throws Problem 404; 409 `ticket_closed` if the target has ended or this ticket was declined,
 * `ticket_merged` if this one was merged already; 422 on `into` for the ticket itself, or a ticket
 * of somebody else; 409 `conflict` if another was merged into this one just now
 */
export async function mergeTicket(ctx: Context, number: string, into: string): Promise<void> {
  const { id } = await findAsDesk(ctx, number)
  const target = await findOther(ctx, into)
  if (!target) throw invalid('into', 'field_tickets_merge_unknown')
  await transaction(ctx, async (ctx) => {
    const pair = await lockPair(ctx, id, target.id)
    check(pair)
    await moveContent(ctx, pair)
    await moveHolds(ctx, pair)
    await pointAt(ctx, pair)
    await addTicketHistory(ctx, target.id, 'merged', number)
    await emit(ctx, 'ticket.moved', { ticketId: target.id })
    await setState(ctx, pair.source, { state: 'closed', outcome: 'merged' })
  })
}

type Pair = { source: Ticket; target: Ticket }

/** Locks both tickets, and those that were merged into the source, which will lead to the target. */
async function lockPair(ctx: Context, sourceId: number, targetId: number): Promise<Pair> {
  const involved = or(eq(tickets.id, targetId), withMerged(sourceId))
  const locked = await lockTickets(ctx, involved)
  // Another one was merged into the source while this waited for its lock.
  if ((await ctx.db.$count(tickets, involved)) !== locked.length) throw conflict('conflict')
  const [source, target] = [sourceId, targetId].map((id) => locked.find((one) => one.id === id))
  if (!source || !target) throw notFound()
  return { source, target }
}

function check({ source, target }: Pair) {
  if (source.id === target.id) throw invalid('into', 'field_tickets_merge_itself')
  if (source.requesterId !== target.requesterId)
    throw invalid('into', 'field_tickets_merge_other_requester')
  if (source.mergedIntoId !== null) throw conflict('ticket_merged')
  // A declined ticket stays as it is.
  if (source.outcome === 'declined') throw conflict('ticket_closed')
  if (!isOpen(target.state)) throw conflict('ticket_closed')
}

async function moveContent(ctx: Context, { source, target }: Pair) {
  const { db } = ctx
  await db
    .update(ticketMessages)
    // An answer sent to the source says nothing of the target's state.
    .set({ ticketId: target.id, nextState: null })
    .where(eq(ticketMessages.ticketId, source.id))
  await db
    .update(ticketAnswers)
    .set({ ticketId: target.id, state: unsaid })
    .where(eq(ticketAnswers.ticketId, source.id))
  await db.execute(sql`insert into ${ticketCopies} (ticket_id, post_id, revision)
    select ${target.id}, post_id, revision from ${ticketCopies} where ticket_id = ${source.id}
    on conflict do nothing`)
  await db.delete(ticketCopies).where(eq(ticketCopies.ticketId, source.id))
  await moveFacts(ctx, { source, target })
}

// A proposed answer is for the source's thread; it would now be published on the target's thread.
const unsaid = sql`case ${ticketAnswers.state} when 'proposed' then 'refused' else ${ticketAnswers.state} end`

/**
 * Facts are encrypted for their ticket, so each is encrypted again. A fact that differs from the
 * target's stays on the source and is shown beside the other.
 */
async function moveFacts(ctx: Context, { source, target }: Pair) {
  const known = await openFacts(ctx, target.id)
  for (const [key, text] of await openFacts(ctx, source.id)) {
    if (known.has(key) && known.get(key) !== text) continue
    await ctx.db
      .insert(ticketFacts)
      .values({ ticketId: target.id, key, ...(await sealFact(ctx, target.id, key, text)) })
      .onConflictDoNothing()
    const isThis = and(eq(ticketFacts.ticketId, source.id), eq(ticketFacts.key, key))
    await ctx.db.delete(ticketFacts).where(isThis)
  }
}

/**
 * A hold goes with what it keeps. A proposal that waits on the source does not: approved on the
 * target, it would change a hold that it was not proposed for.
 */
async function moveHolds(ctx: Context, { source, target }: Pair) {
  await replaceWaiting(ctx, source.id)
  await ctx.db
    .update(ticketHolds)
    .set({ ticketId: target.id })
    .where(eq(ticketHolds.ticketId, source.id))
  await ctx.db.update(tickets).set({ heldUntil: null }).where(eq(tickets.id, source.id))
}

/**
 * Tickets merged into the source before now lead to the target. If one of both was opened signed
 * in, a mailed code alone no longer opens the target.
 */
async function pointAt({ db, now }: Context, { source, target }: Pair) {
  await db.update(tickets).set({ mergedIntoId: target.id }).where(withMerged(source.id))
  await db
    .update(tickets)
    .set({
      changedAt: now,
      // Notices that the source got announced nothing about the target.
      waitingSince: target.waitingSince && now,
      ...mergedFields(source, target)
    })
    .where(eq(tickets.id, target.id))
}

/**
 * Returns the number of the ticket that this one was merged into; null if there is none or the
 * actor may not see it.
 */
export async function mergedInto({ db, actor }: Context, { mergedIntoId }: Ticket) {
  if (mergedIntoId === null) return null
  const [target] = await db
    .select({ number: tickets.number })
    .from(tickets)
    .where(and(eq(tickets.id, mergedIntoId), visibleTickets(actor)))
  return target?.number ?? null
}

/**
 * What a ticket has after another was merged into it: the tags of both, even if they are more than ten.
 * What rules did to either counts for it.
 */
const mergedFields = (source: Ticket, target: Ticket) => ({
  openedById: target.openedById ?? source.openedById,
  announcementId: target.announcementId ?? source.announcementId,
  confirmedAt: target.confirmedAt ?? source.confirmedAt,
  lastAnsweredAt: laterOf(target.lastAnsweredAt, source.lastAnsweredAt),
  heldUntil: laterOf(target.heldUntil, source.heldUntil),
  tags: tagsAfter(target.tags, { addTags: source.tags }),
  autoAnsweredAt: laterOf(target.autoAnsweredAt, source.autoAnsweredAt),
  autoClosedAt: laterOf(target.autoClosedAt, source.autoClosedAt)
})

const laterOf = (one: string | null, other: string | null) =>
  one !== null && other !== null && other > one ? other : (one ?? other)
