import { guest, type Actor, type Context } from '@stoa/core'
import { ticketsEndpoints } from '@stoa/tickets'
import { figuresQuery, queueQuery } from '@stoa/tickets/contract'
import type { Forum } from '../../src/forum.ts'
import { agentId, words } from './filling.ts'

const warmUp = 20
const times = 40

/** The median of what a view takes, milliseconds, one call after the other. */
export type View = { name: string; p50: number }

type Act = [name: string, act: () => Promise<unknown>]

const views = ['unassigned', 'mine', 'overdue', 'waiting', 'snoozed', 'ended', 'all'] as const

/** How long what the desk and its requesters look at all day takes. */
export async function measureViews(forum: Forum): Promise<View[]> {
  const [open] = await forum.connection.sql<{ number: string; requesterId: number }[]>`
    select number, requester_id::int as "requesterId" from tickets
    where state = 'new' and requester_id <> ${agentId} order by due_at desc limit 1`
  if (!open) throw new Error('no ticket is new')
  const desk = contextOf(forum, { role: 'staff', capabilities: ['desk'], id: agentId })
  const own = contextOf(forum, { role: 'member', id: open.requesterId })
  const { queue, show, list, figures, figuresAsCsv, around } = ticketsEndpoints
  const search = (q: string) => () => queue.handle(desk, queueQuery.parse({ q }))
  const acts: Act[] = [
    ...views.map((view): Act => [
      `desk: ${view}`,
      () => queue.handle(desk, queueQuery.parse({ view }))
    ]),
    ['desk: one topic', () => queue.handle(desk, queueQuery.parse({ view: 'all', topic: 'api' }))],
    ...words.map((word): Act => [`desk: search ${word}`, search(word)]),
    ['a ticket, for the desk', () => show.handle(desk, open)],
    ['what stands around it', () => around.handle(desk, open)],
    ['own tickets', () => list.handle(own, {})],
    ['own ticket with its wait', () => show.handle(own, open)],
    ['figures of 30 days', () => figures.handle(desk, figuresQuery.parse({}))],
    ['figures of 365 days', () => figures.handle(desk, figuresQuery.parse({ days: 365 }))],
    ['figures as a file', () => figuresAsCsv.handle(desk, figuresQuery.parse({}))]
  ]
  const measured = []
  for (const [name, act] of acts) measured.push({ name, p50: await median(act) })
  return measured
}

const contextOf = (forum: Forum, actor: Partial<Actor>): Context => ({
  ...forum.context(),
  actor: { ...guest, ...actor }
})

async function median(act: () => Promise<unknown>): Promise<number> {
  // The program and the database are as warm with few tickets as with many.
  for (let done = 0; done < warmUp; done += 1) await act()
  const taken: number[] = []
  for (let done = 0; done < times; done += 1) {
    const began = performance.now()
    await act()
    taken.push(performance.now() - began)
  }
  return taken.toSorted((a, b) => a - b)[times / 2] ?? 0
}
