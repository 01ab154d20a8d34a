import { readConfiguration } from '@stoa/core'
import { migrateDatabase, startDatabase } from '../database.ts'
import { createForum, type Forum } from '../forum.ts'

/**
 * Opens the forum that the settings describe, and closes it when `work` is done. Consequences of what
 * was written are left to the server's worker.
 * @param options `join`: beside a server that runs, too
 */
export async function withForum<T>(
  work: (forum: Forum) => Promise<T>,
  options = { join: true }
): Promise<T> {
  const configuration = readConfiguration(process.env)
  const database = await startDatabase(configuration, options)
  try {
    await migrateDatabase(database.target)
    const clock = () => new Date().toISOString()
    const forum = await createForum({
      ...configuration,
      target: database.target,
      alone: false,
      logTo: process.stderr,
      clock
    })
    return await work(forum).finally(() => forum.stop())
  } finally {
    await database.stop()
  }
}

/** Prints an answer on stdout. */
export const say = (line: string) => void process.stdout.write(`${line}\n`)
