import type { ConnectionTarget } from '@stoa/core/database'
import type { MeilisearchSettings } from '@stoa/search'
import { createForum, type Forum } from '../src/forum.ts'
import { loadWeb } from '../src/web-build.ts'

export type BenchTarget = {
  database: ConnectionTarget
  folder: string
  port: number
  /** Searches in place of Postgres. */
  meili?: MeilisearchSettings
}

/** The forum over the bench database, with or without its pages. */
export async function openForum(target: BenchTarget, pages: boolean): Promise<Forum> {
  return createForum({
    target: target.database,
    secret: 'a secret of the benchmark',
    dataDirectory: target.folder,
    mailFrom: 'bench@forum.test',
    mailLimits: { perAddress: 30, securityPerDomain: 1000, securityPerAddress: 20 },
    role: 'all',
    alone: true,
    // Guests who read a page that is not kept come from addresses of their own.
    trustProxy: ['127.0.0.1/32'],
    logLevel: 'error',
    origin: `http://127.0.0.1:${target.port}`,
    demo: false,
    ...(target.meili && { meili: target.meili }),
    clock: () => new Date().toISOString(),
    ...(pages && { web: await loadWeb() })
  })
}
