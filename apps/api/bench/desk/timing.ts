import { guest, type Actor, type Context } from '@stoa/core'
import { ticketsEndpoints } from '@stoa/tickets'
import { ticketStatisticsQuery, queueQuery } from '@stoa/tickets/contract'
import type { Forum } from '../../src/forum.ts'
import { agentId, words } from './filling.ts'

const warmUp = 20
const times = 40

/** The median time of a view in milliseconds in each forum, with one call after the other. */
export type View = { name: string; p50: number[] }

type Act = [name: string, act: () => Promise<unknown>]

const views = ['unassigned', 'mine', 'overdue', 'waiting', 'snoozed', 'ended', 'all'] as const

/**
 * Measures the everyday views of agents and requesters in each of these forums, by turns, so that
 * other load on the machine slows all of them equally.
 */
export async function measureViews(forums: Forum[]): Promise<View[]> {
  const desks = await Promise.all(forums.map(actsOf))
  const views: View[] = []
  for (const [at, [name]] of (desks[0] ?? []).entries()) {
    const acts = desks.flatMap((desk) => desk[at]?.[1] ?? [])
    views.push({ name, p50: await medians(acts) })
  }
  return views
}

async function actsOf(forum: Forum): Promise<Act[]> {
  const [open] = await forum.connection.sql<{ number: string; requesterId: number }[]>`
    select number, requester_id::int as "requesterId" from tickets
    where state = 'new' and requester_id <> ${agentId} order by due_at desc limit 1`
  if (!open) throw new Error('no ticket is new')
  const desk = contextOf(forum, { role: 'staff', capabilities: ['desk'], id: agentId })
  const own = contextOf(forum, { role: 'member', id: open.requesterId })
  const { queue, queueCounts, show, list, statistics, statisticsAsCsv, related } = ticketsEndpoints
  const search = (q: string) => () => queue.handle(desk, queueQuery.parse({ q }))
  return [
    ...views.map((view): Act => [
      `desk: ${view}`,
      () => queue.handle(desk, queueQuery.parse({ view }))
    ]),
    ['desk: how many each view has', () => queueCounts.handle(desk, {})],
    ['desk: one topic', () => queue.handle(desk, queueQuery.parse({ view: 'all', topic: 'api' }))],
    ...words.map((word): Act => [`desk: search ${word}`, search(word)]),
    ['a ticket, for the desk', () => show.handle(desk, open)],
    ['what stands around it', () => related.handle(desk, open)],
    ['own tickets', () => list.handle(own, {})],
    ['own ticket with its wait', () => show.handle(own, open)],
    ['figures of 30 days', () => statistics.handle(desk, ticketStatisticsQuery.parse({}))],
    [
      'figures of 365 days',
      () => statistics.handle(desk, ticketStatisticsQuery.parse({ days: 365 }))
    ],
    ['figures as a file', () => statisticsAsCsv.handle(desk, ticketStatisticsQuery.parse({}))]
  ]
}

const contextOf = (forum: Forum, actor: Partial<Actor>): Context => ({
  ...forum.context(),
  actor: { ...guest, ...actor }
})

async function medians(acts: Act[1][]): Promise<number[]> {
  // Warms up both forums equally.
  for (let done = 0; done < warmUp; done += 1) for (const act of acts) await act()
  const taken = acts.map((): number[] => [])
  for (let done = 0; done < times; done += 1)
    for (const [at, act] of acts.entries()) taken[at]?.push(await timeOf(act))
  return taken.map((all) => all.toSorted((a, b) => a - b)[times / 2] ?? 0)
}

async function timeOf(act: Act[1]): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
