import { randomBytes } from 'node:crypto'
import { connect } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { dataFolder } from './mailbox.ts'

/** A job that has failed for good; `effect` is the name admins see. */
export type FailedJob = {
  effect: string
  /** True once it will not be retried. */
  hasFailed(): Promise<boolean>
  /** Removes the cause of the failure. */
  repair(): Promise<void>
  /** True until the job has completed. */
  exists(): Promise<boolean>
  close(): Promise<void>
}

/** Creates a job of the running forum that fails for good. */
export async function makeFailedJob(): Promise<FailedJob> {
  const effect = `of-a-test-${randomBytes(4).toString('hex')}`
  const embedded = await startEmbedded({ dataDirectory: dataFolder(), join: true })
  const { sql, close } = connect(embedded.target, { max: 1 })
  // An effect without an event is a bug and fails; an event that does not exist would be skipped.
  await sql`select graphile_worker.add_job('effect', ${JSON.stringify({ effect })}::text::json, max_attempts => 1)`
  return {
    effect,
    hasFailed: async () =>
      (
        await sql`select from graphile_worker._private_jobs where payload ->> 'effect' = ${effect}
        and attempts = max_attempts and locked_at is null`
      ).length > 0,
    async repair() {
      await sql`update graphile_worker._private_jobs set payload = ${JSON.stringify({ effect, eventId: 0 })}::text::json
        where payload ->> 'effect' = ${effect}`
    },
    exists: async () =>
      (await sql`select from graphile_worker._private_jobs where payload ->> 'effect' = ${effect}`)
        .length > 0,
    async close() {
      await close()
      await embedded.stop()
    }
  }
}
