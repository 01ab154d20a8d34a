import { randomBytes } from 'node:crypto'
import { connect } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { dataFolder } from './mailbox.ts'

/** A job that has failed for good; `effect` is the name by which admins see it. */
export type FailedJob = {
  effect: string
  /** True once it will not be tried again by itself. */
  hasFailed(): Promise<boolean>
  /** Takes away why it failed. */
  repair(): Promise<void>
  /** True until it has run to its end. */
  exists(): Promise<boolean>
  close(): Promise<void>
}

/** Makes a job of the running forum fail for good, beside it. */
export async function makeFailedJob(): Promise<FailedJob> {
  const effect = `of-a-test-${randomBytes(4).toString('hex')}`
  const embedded = await startEmbedded({ dataDirectory: dataFolder(), join: true })
  const { sql, close } = connect(embedded.target, { max: 1 })
  // A consequence of no event at all is a bug, and fails; of one that is not there, nothing follows.
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
