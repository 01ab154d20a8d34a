import { z } from 'zod'
import { endpoint, type Context } from '@stoa/core'
import { timeShape } from '@stoa/core/contract'
import { buildReasons, failureReasons, searchStatus, type SearchStatus } from '@stoa/search'

const failureShape = z.object({ reason: z.enum(failureReasons), detail: z.string() })

const searchServer = z.object({
  /** Whether a key that can only search is set. */
  hasSearchKey: z.boolean(),
  /** Null: no index may be searched. */
  lag: z.object({ events: z.number(), seconds: z.number() }).nullable(),
  /** Posts in the index that is being built, of all. */
  building: z.object({ done: z.number(), total: z.number() }).nullable(),
  server: z
    .object({
      version: z.string().nullable(),
      posts: z.number(),
      bytes: z.number(),
      builtAt: timeShape,
      buildReason: z.enum(buildReasons),
      /** Milliseconds of a small change. */
      writeTime: z.number().nullable()
    })
    .nullable(),
  failure: failureShape.nullable(),
  /** What hindered the last round of the worker that keeps the index up to date. */
  followingFailure: failureShape.nullable()
})

/** Whether Meilisearch searches now, and not PostgreSQL in its place. */
const searches = ({ failure, lag }: SearchStatus) =>
  failure === null && lag !== null && lag.seconds < lateAfterSeconds

const lateAfterSeconds = 5

/** Which engine searches now, and the state of the server if one is set up. */
export async function showStatus(ctx: Context) {
  const { searchServer } = ctx.ports
  if (!searchServer) return { engine: 'postgres' as const, meilisearch: null }
  const meilisearch = await searchStatus(ctx, searchServer)
  const engine = searches(meilisearch) ? ('meilisearch' as const) : ('postgres' as const)
  return { engine, meilisearch }
}

/** The endpoint that shows admins which engine searches and what the search server does. */
export const searchStatusEndpoint = endpoint({
  method: 'GET',
  path: '/admin/search',
  summary: 'Show which engine searches, and the state of Meilisearch',
  answers: {
    200: z.object({
      engine: z.enum(['postgres', 'meilisearch']),
      /** Null: none is set up. */
      meilisearch: searchServer.nullable()
    })
  },
  minimumRole: 'admin',
  scope: 'admin',
  handle: showStatus
})
