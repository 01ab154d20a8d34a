import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { emit, type Context } from '@stoa/core'
import { lockThread, putMark, removeMark } from '@stoa/threads'
import type { Ticket } from '../policy.ts'
import { tickets } from '../schema.ts'
import type { Outcome, TicketState } from '../lifecycle/states.ts'

/** State of its tickets that a thread shows to everybody. It never reveals whose turn it is. */
type PublicState = 'with_support' | 'in_progress' | 'resolved' | 'returned' | 'closed'

type Standing = { state: TicketState; outcome: Outcome | null }

/** Returns the public state of a ticket; undefined if nothing is shown, as after declining. */
export function publicStateOf({ state, outcome }: Standing): PublicState | undefined {
  if (state === 'new') return 'with_support'
  if (state === 'resolved') return 'resolved'
  if (state !== 'closed') return 'in_progress'
  if (outcome === 'declined' || outcome === 'merged') return undefined
  return outcome === 'resolved' || outcome === 'returned' ? outcome : 'closed'
}

/** All tickets of a thread share one mark, so that their number stays private. */
const source = { kind: 'escalation', ref: 'tickets' } as const

export type Mark = { state: PublicState; since: string }

/** Updates the marks on the ticket's thread and on the threads of tickets merged into it. */
export async function showOnThreads(
  ctx: Context,
  { id, threadId }: Pick<Ticket, 'id' | 'threadId'>
) {
  const merged = await ctx.db
    .selectDistinct({ threadId: tickets.threadId })
    .from(tickets)
    .where(eq(tickets.mergedIntoId, id))
  const all = new Set([threadId, ...merged.map((row) => row.threadId)])
  const ids = [...all].filter((one) => one !== null).sort((a, b) => a - b)
  for (const one of ids) await showOnThread(ctx, one)
}

/**
 * Updates a thread's mark from its tickets. Call it in the transaction that changed a ticket.
 * @returns the mark; undefined if there is nothing to show
 */
export async function showOnThread(ctx: Context, threadId: number): Promise<Mark | undefined> {
  // The lock makes the later of two parallel changes see the earlier one.
  await lockThread(ctx, threadId)
  const mark = await markOf(ctx, threadId)
  if (mark) await putMark(ctx, threadId, { ...source, ...mark })
  else await removeMark(ctx, threadId, source)
  await emit(ctx, 'escalation.changed', { threadId })
  return mark
}

const target = alias(tickets, 'target')

/** Computes the public state of a thread's tickets; undefined if there is nothing to show. */
export async function markOf({ db }: Context, threadId: number): Promise<Mark | undefined> {
  const rows = await db
    .select({
      // A merged ticket has the state of the ticket it was merged into.
      state: sql<Ticket['state']>`coalesce(${target.state}, ${tickets.state})`,
      outcome: sql<
        Ticket['outcome']
      >`case when ${target.id} is null then ${tickets.outcome} else ${target.outcome} end`,
      since: sql<string>`coalesce(${target.publicSince}, ${tickets.publicSince})`.mapWith(
        tickets.publicSince
      )
    })
    .from(tickets)
    .leftJoin(target, eq(target.id, tickets.mergedIntoId))
    .where(eq(tickets.threadId, threadId))
  const shown = rows.flatMap(({ since, ...row }) => {
    const state = publicStateOf(row)
    return state ? [{ state, since }] : []
  })
  const state = leastAdvanced(shown.map((one) => one.state))
  const times = shown.filter((one) => one.state === state).map(({ since }) => since)
  return state && { state, since: times.toSorted().at(-1) ?? '' }
}

// If a thread has tickets of several people, it shows the least settled one.
const unsettledFirst: PublicState[] = [
  'in_progress',
  'with_support',
  'resolved',
  'returned',
  'closed'
]

/** Returns the state that a thread shows for several tickets. */
const leastAdvanced = (states: readonly PublicState[]): PublicState | undefined =>
  unsettledFirst.find((state) => states.includes(state))
