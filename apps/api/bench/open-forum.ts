import type { ConnectionTarget } from '@stoa/core/database'
import type { MeilisearchSettings } from '@stoa/search'
import { openForum as openToReaders } from '@stoa/site'
import { createForum, type Forum } from '../src/forum.ts'
import { loadWeb } from '../src/web-build.ts'

export type BenchTarget = {
  database: ConnectionTarget
  folder: string
  port: number
  /** Used for search instead of PostgreSQL. */
  meili?: MeilisearchSettings
  /** Default: the system's clock. */
  clock?(): string
}

/** Starts a forum that readers may read on the bench database, with or without its pages. */
export async function openForum(target: BenchTarget, pages: boolean): Promise<Forum> {
  const forum = await createForum({
    target: target.database,
    secret: 'a secret of the benchmark',
    dataDirectory: target.folder,
    mailFrom: 'bench@forum.test',
    mailLimits: { perAddress: 30, securityPerDomain: 1000, securityPerAddress: 20 },
    role: 'all',
    alone: true,
    // Lets requests choose their address, so that guests who read uncached pages hit no limit.
    trustProxy: ['127.0.0.1/32'],
    logLevel: 'error',
    origin: `http://127.0.0.1:${target.port}`,
    demo: false,
    ...(target.meili && { meili: target.meili }),
    clock: target.clock ?? (() => new Date().toISOString()),
    ...(pages && { web: await loadWeb() })
  })
  await openToReaders(forum.context())
  return forum
}
