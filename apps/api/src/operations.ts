import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { endpoint, notFound, type Context } from '@stoa/core'
import { idParams, nothing, timeShape } from '@stoa/core/contract'
import { mailRouteEndpoint } from './mail-route.ts'
import { needsEndpoint } from './needs.ts'
import { packEndpoints } from './packs/endpoints.ts'
import { setupStepsEndpoints } from './setup-steps.ts'
import { searchStatusEndpoint } from './search-status.ts'

const failedJob = z.object({
  id: z.int(),
  task: z.string(),
  /** The event whose effect or job failed; null for batches of effects or mails, and for scheduled tasks. */
  eventId: z.int().nullable(),
  eventType: z.string().nullable(),
  effect: z.string().nullable(),
  attempts: z.number(),
  error: z.string().nullable(),
  failedAt: timeShape
})

type FailedJob = z.infer<typeof failedJob>

const oneAttempt = /\n[\s\S]*/

/**
 * Lists permanently failed jobs, the latest first, at most 200, with the first line of each error.
 */
async function listFailedJobs(ctx: Context): Promise<FailedJob[]> {
  const rows = await ctx.db.execute<FailedJob & { failedAt: string }>(sql`
    select jobs.id, task_identifier as task, (j.payload ->> 'eventId')::bigint as "eventId",
      events.type as "eventType", j.payload ->> 'effect' as effect, jobs.attempts,
      jobs.last_error as error, jobs.updated_at as "failedAt"
    from graphile_worker.jobs jobs
    join graphile_worker._private_jobs j on j.id = jobs.id
    left join events on events.id = (j.payload ->> 'eventId')::bigint
    where jobs.attempts >= jobs.max_attempts
    order by jobs.updated_at desc, jobs.id desc limit 200`)
  return rows.map((row) => ({
    ...row,
    failedAt: new Date(row.failedAt).toISOString(),
    error: row.error?.replace(oneAttempt, '') ?? null
  }))
}

async function runAgain(ctx: Context, id: number): Promise<void> {
  const rows = await ctx.db.execute(sql`
    select id from graphile_worker.reschedule_jobs(array[${id}]::bigint[],
      run_at => ${ctx.now}::timestamptz, attempts => 0)`)
  if (rows.length === 0) throw notFound()
}

/** Endpoints for admins that operate the forum. */
export const operationsEndpoints = {
  needs: needsEndpoint,
  searchStatus: searchStatusEndpoint,
  mailRoute: mailRouteEndpoint,
  ...setupStepsEndpoints,
  ...packEndpoints,
  failedJobs: endpoint({
    method: 'GET',
    path: '/admin/failed-jobs',
    summary: 'List failed jobs',
    answers: { 200: z.object({ items: z.array(failedJob) }) },
    minimumRole: 'admin',
    scope: 'admin',
    handle: async (ctx) => ({ items: await listFailedJobs(ctx) })
  }),
  runJobAgain: endpoint({
    method: 'POST',
    path: '/admin/failed-jobs/:id/run',
    summary: 'Run a failed job again',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { id }) => runAgain(ctx, id)
  })
}
