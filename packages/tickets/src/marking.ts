import { and, eq } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { lockThread } from '@stoa/threads'
import { threadMarks } from '@stoa/threads/schema'
import { tickets } from './schema.ts'
import { leastSettled, publicStateOf, type PublicState } from './states.ts'

/** Every ticket of a thread is behind one mark: how many there are is nobody's business. */
const ref = 'tickets'

type Mark = { state: PublicState; since: string }

/** Makes a thread show what is true of its tickets now; in the transaction that changed one. */
export async function showOnThread(ctx: Context, threadId: number | null): Promise<void> {
  if (threadId === null) return
  // Of two tickets that change at once, the later one has to see the other.
  await lockThread(ctx, threadId)
  const mark = await markOf(ctx, threadId)
  if (mark) await putMark(ctx, threadId, mark)
  else await ctx.db.delete(threadMarks).where(ofThread(threadId))
  await emit(ctx, 'escalation.changed', { threadId })
}

const ofThread = (threadId: number) =>
  and(
    eq(threadMarks.threadId, threadId),
    eq(threadMarks.kind, 'escalation'),
    eq(threadMarks.ref, ref)
  )

/** What the tickets of a thread are to everybody; undefined without any. */
export async function markOf({ db }: Context, threadId: number): Promise<Mark | undefined> {
  const rows = await db
    .select({ state: tickets.state, outcome: tickets.outcome, since: tickets.publicSince })
    .from(tickets)
    .where(eq(tickets.threadId, threadId))
  const shown = rows.flatMap(({ since, ...row }) => {
    const state = publicStateOf(row)
    return state ? [{ state, since }] : []
  })
  const state = leastSettled(shown.map((one) => one.state))
  const times = shown.filter((one) => one.state === state).map(({ since }) => since)
  return state && { state, since: times.toSorted().at(-1) ?? '' }
}

const putMark = ({ db }: Context, threadId: number, mark: Mark) =>
  db
    .insert(threadMarks)
    .values({ threadId, kind: 'escalation', ref, ...mark })
    .onConflictDoUpdate({
      target: [threadMarks.threadId, threadMarks.kind, threadMarks.ref],
      set: mark
    })
