import { Counter, Gauge, type Registry } from 'prom-client'
import type { Ports } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import type { Live } from '@stoa/notifications'
import type { KeptPages } from '../pages/page-cache.ts'
import type { Readiness } from '../readiness.ts'

/** Parts that count by themselves and are read on request. */
export type Sources = KeptPages & {
  readiness: Readiness
  connection: Connection
  working: Connection
  live: Live
  ports: Pick<Ports, 'searchServer'>
}

/** Exposes the counters of cache, streams and connections. */
export function readCounts(registry: Registry, sources: Sources): void {
  const { connection, working, cache, memberPages, live } = sources
  const counter = counterIn(registry)
  const gauge = gaugeIn(registry)
  counter('stoa_page_cache_hits_total', "Guests' pages found in the cache.", () => cache.hits)
  counter('stoa_page_cache_misses_total', "Guests' pages to be rendered.", () => cache.misses)
  counter('stoa_member_pages_hits_total', "Members' pages found.", () => memberPages.hits)
  counter(
    'stoa_member_pages_misses_total',
    "Members' pages to be rendered.",
    () => memberPages.misses
  )
  gauge('stoa_member_pages_bytes', 'What the kept pages of members take.', () => memberPages.bytes)
  gauge('stoa_page_cache_bytes', 'What the kept pages take.', () => cache.bytes)
  gauge('stoa_live_streams', 'Streams of live updates that are open.', () => live.open)
  counter(
    'stoa_database_statements_total',
    'SQL statements sent, not those of searches.',
    () => connection.statements() + working.statements()
  )
}

const counterIn = (registry: Registry) => (name: string, help: string, present: () => number) =>
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset()
      this.inc(present())
    }
  })

const gaugeIn = (registry: Registry) => (name: string, help: string, present: () => number) =>
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(present())
    }
  })
