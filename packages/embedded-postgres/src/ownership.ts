import { setTimeout as wait } from 'node:timers/promises'
import { StartError, systemCode } from '@stoa/core/server'
import { postgres, type ConnectionTarget } from '@stoa/core/database'
import type { Server } from './process.ts'

/** The right to start and stop the server. One process holds it at a time. */
export type Ownership = {
  /** False if another process is the owner. */
  held: boolean
  /** Resolves when the server ended, or the ownership was released. */
  lost: Promise<void>
  release(): Promise<void>
}

const readyWithin = 60_000
const ownerLock = 1937008481

/**
 * Waits until the server answers and tries to become its owner. The lock is a connection, so it
 * ends with this process however it ends, unlike a pid file.
 * @throws StartError if the server ended, or does not answer within a minute
 */
export async function claim(target: ConnectionTarget, server: Server): Promise<Ownership> {
  const deadline = performance.now() + readyWithin
  for (;;) {
    const ownership = await tryToClaim(target)
    if (ownership) return ownership
    const failure = await server.failure()
    if (failure !== undefined) throw new StartError(`PostgreSQL did not start: ${failure}`)
    if (performance.now() > deadline) throw new StartError('PostgreSQL is not responding.')
    await wait(10)
  }
}

const notYet = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'CONNECTION_CLOSED', '57P03'])

async function tryToClaim(target: ConnectionTarget): Promise<Ownership | undefined> {
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>()
  const sql = postgres({
    ...target,
    max: 1,
    max_lifetime: null,
    connection: { application_name: 'stoa owner' },
    fetch_types: false,
    onnotice: () => {},
    onclose: () => lose()
  })
  const release = () => sql.end({ timeout: 1 })
  try {
    const [row] = await sql`select pg_try_advisory_lock(${ownerLock}) as held`
    return { held: row?.['held'] === true, lost, release }
  } catch (error) {
    await sql.end({ timeout: 0 })
    if (notYet.has(systemCode(error))) return undefined
    throw error
  }
}
