import { readConfiguration } from '@stoa/core'
import { migrateDatabase, startDatabase } from '../database.ts'
import { createForum, type Forum } from '../forum.ts'
import { checkSecret } from '../secret-check.ts'

/**
 * Opens the forum that the settings describe, and closes it when `work` is done. Consequences of what
 * was written are left to the server's worker.
 * @param options `isEmpty`: no server runs on it, and what is to come into it says which secret is the
 * right one
 * @throws StartError as `startDatabase` and `checkSecret`
 */
export async function withForum<T>(
  work: (forum: Forum) => Promise<T>,
  { isEmpty = false } = {}
): Promise<T> {
  const configuration = readConfiguration(process.env)
  const database = await startDatabase(configuration, { join: !isEmpty })
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
    try {
      if (!isEmpty) await checkSecret(forum.context())
      return await work(forum)
    } finally {
      await forum.stop()
    }
  } finally {
    await database.stop()
  }
}

/** Prints an answer on stdout. */
export const say = (line: string) => void process.stdout.write(`${line}\n`)
