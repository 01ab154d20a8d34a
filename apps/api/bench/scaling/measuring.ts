import type { Connection } from '@stoa/core/database'
import { readFacts, type Facts } from '../facts.ts'
import { send, type NextRequest } from '../load.ts'
import { spreadOf } from '../measurements.ts'
import { as, byTurns, replies, writeNewTexts } from '../requests.ts'
import { say } from '../scene.ts'
import { signIn } from '../sign-in.ts'
import { untilIdle } from '../waiting-work.ts'
import type { Filled } from './filled.ts'
import { layouts, parts, withLayout, type LayoutName, type Part, type Running } from './layouts.ts'
import { processorTime } from './processor-time.ts'

const sessionCount = 3_000
// As many members as read in an hour.
const readers = 300
// Long enough that each of two nodes has compiled its code and cached its pages.
const warmUpSeconds = 6
const seconds = 5

export const kinds = ['guest', 'member', 'reply'] as const
export type Kind = (typeof kinds)[number]

/** What a request of a kind took in a layout: a median of repetitions. */
export type Cost = {
  kind: Kind
  layout: LayoutName
  /** Requests per second. */
  rate: number
  /** Processor milliseconds per request. */
  cpu: Record<Part, number>
  failed: number
}

/** Measures all layouts, one after the other in each round, so that a slow minute does not hit one alone. */
export async function measureLayouts(filled: Filled, repetitions: number): Promise<Cost[]> {
  writeNewTexts()
  const requests = await requestsOn(filled.connection)
  const costs: Cost[] = []
  for (let round = 1; round <= repetitions; round += 1)
    for (const layout of layouts) {
      say(`round ${round} of ${repetitions}: ${layout.name}`)
      await withLayout(filled, layout, async (running) => {
        for (const kind of kinds) {
          const taken = await measure(filled.connection, running, requests[kind])
          costs.push({ kind, layout: layout.name, ...taken })
        }
      })
    }
  return kinds.flatMap((kind) => layouts.map(({ name }) => medianOf(costs, kind, name)))
}

async function requestsOn(connection: Connection): Promise<Record<Kind, NextRequest>> {
  const facts: Facts = await readFacts(connection)
  const sessionIds = await signIn(connection, sessionCount)
  return {
    guest: byTurns(facts.threads),
    member: as(sessionIds.slice(0, readers), byTurns(facts.threads)),
    reply: as(sessionIds, replies(facts))
  }
}

type Taken = Pick<Cost, 'rate' | 'cpu' | 'failed'>

async function measure(
  connection: Connection,
  running: Running,
  next: NextRequest
): Promise<Taken> {
  await send(running.origin, next, warmUpSeconds)
  await untilIdle(connection)
  const before = await usageOf(running)
  const { requests, duration, non2xx, errors } = await send(running.origin, next, seconds)
  await untilIdle(connection)
  const after = await usageOf(running)
  const each = (part: Part) => (after[part] - before[part]) / requests.total
  return { rate: requests.total / duration, cpu: byPart(each), failed: non2xx + errors }
}

const byPart = (value: (part: Part) => number) =>
  Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, number>

async function usageOf({ pids }: Running): Promise<Record<Part, number>> {
  const times = await Promise.all(parts.map((part) => processorTime(pids[part])))
  return byPart((part) => times[parts.indexOf(part)] ?? 0)
}

function medianOf(costs: Cost[], kind: Kind, layout: LayoutName): Cost {
  const own = costs.filter((cost) => cost.kind === kind && cost.layout === layout)
  const median = (value: (cost: Cost) => number) => spreadOf(own.map(value)).median
  return {
    ...{ kind, layout, rate: median(({ rate }) => rate) },
    cpu: byPart((part) => median(({ cpu }) => cpu[part])),
    failed: own.reduce((sum, { failed }) => sum + failed, 0)
  }
}
