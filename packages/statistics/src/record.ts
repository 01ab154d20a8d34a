import type { Context, Ports } from '@stoa/core'
import { visitorOf } from '@stoa/core/limits'
import { dayOf } from './days.ts'

/** A page that somebody opened. */
export type Visit = {
  /** ISO 8601. */
  at: string
  address: string
  userAgent: string
  language: string
  /** The thread or category of the page, if it is about one. */
  threadId: number | null
  category: string | null
}

export type RecordedVisit = Omit<Visit, 'at' | 'address' | 'userAgent'> & {
  day: string
  /** The network and the kind of browser of a visitor. */
  visitor: string
}
export type RecordedCount = { day: string; metric: string; language: string; value: number }

/** What is not written yet, by forum. */
export type Recorded = {
  visits: Map<string, RecordedVisit>
  counts: Map<string, RecordedCount>
}

const maxVisits = 50_000

const recorded = new WeakMap<Ports, Recorded>()

function recordedOf(ports: Ports): Recorded {
  const known = recorded.get(ports) ?? { visits: new Map(), counts: new Map() }
  recorded.set(ports, known)
  return known
}

/** Takes what was recorded; the next is recorded anew. */
export function takeRecorded(ports: Ports): Recorded {
  const taken = recordedOf(ports)
  recorded.set(ports, { visits: new Map(), counts: new Map() })
  return taken
}

/** Puts back what could not be written. */
export function putBack(ports: Ports, { visits, counts }: Recorded): void {
  const present = recordedOf(ports)
  for (const [key, visit] of visits) present.visits.set(key, visit)
  for (const count of counts.values()) addCount(present, count)
}

/**
 * Records in memory that a page was opened. Of a flood of visitors within a minute, those above
 * 50,000 are not counted.
 */
export function recordVisit(ports: Ports, { at, address, userAgent, ...visit }: Visit): void {
  const { visits } = recordedOf(ports)
  if (visits.size >= maxVisits) return
  const day = dayOf(at)
  const visitor = visitorOf(address, userAgent)
  const key = [day, visit.threadId, visit.category, visitor].join(' ')
  visits.set(key, { ...visit, visitor, day })
}

/** Records in memory that a search found nothing. */
export function recordSearchWithoutResult({ ports, now, locale }: Context): void {
  const metric = 'searches_without_result'
  addCount(recordedOf(ports), { day: dayOf(now), metric, language: locale, value: 1 })
}

function addCount({ counts }: Recorded, count: RecordedCount) {
  const key = `${count.day} ${count.metric} ${count.language}`
  const value = (counts.get(key)?.value ?? 0) + count.value
  counts.set(key, { ...count, value })
}
