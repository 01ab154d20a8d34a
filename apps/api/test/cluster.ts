import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect, migrate, type ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database whose role may create others. */
    server: ConnectionTarget
    /** The migrated database that is copied for every test file. */
    template: string
  }
}

const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** Starts the server of the whole run, or uses `DATABASE_URL`, and creates the template. */
export default async function setup(project: TestProject) {
  const server = await startServer()
  const template = `stoa_template_${process.pid}`
  const admin = connect(server.target, { max: 1 })
  await admin.sql.unsafe(`create database ${template}`)
  await migrate(within(server.target, template), migrations)
  project.provide('server', server.target)
  project.provide('template', template)
  return async () => {
    await dropDatabase((statement) => admin.sql.unsafe(statement), template)
    await admin.close()
    await server.stop()
  }
}

async function startServer(): Promise<{ target: ConnectionTarget; stop(): Promise<void> }> {
  const url = process.env['DATABASE_URL']
  if (url) return { target: { url }, stop: async () => {} }
  const dataDirectory = await mkdtemp(join(await scratchFolder(), 'stoa-test-'))
  const embedded = await startEmbedded({ dataDirectory, disposable: true })
  return {
    target: embedded.target,
    async stop() {
      await embedded.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  }
}

const inMemory = '/dev/shm'
const enough = 2 ** 30

/**
 * A folder in memory if 1 GB is free there. Each copy of the template creates and deletes 400 files,
 * for which some file systems need a second.
 */
export async function scratchFolder(): Promise<string> {
  const free = await statfs(inMemory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0
  )
  return free > enough ? inMemory : tmpdir()
}

/** Retries, because only a superuser may drop a database during an autovacuum. */
export async function dropDatabase(run: (statement: string) => Promise<unknown>, name: string) {
  for (let left = 40; ; left -= 1)
    try {
      return await run(`drop database ${name} with (force)`)
    } catch (error) {
      if (left === 0) throw error
      await wait(250)
    }
}

/** Another database of the same server. */
export function within(server: ConnectionTarget, database: string): ConnectionTarget {
  if (!('url' in server)) return { ...server, database }
  const url = new URL(server.url)
  url.pathname = `/${database}`
  return { url: url.href }
}
