import { readConfiguration } from '@stoa/core/server'
import { migrateDatabase, startDatabase } from '../database.ts'
import { createForum, type Forum } from '../forum.ts'
import { checkSecret } from '../secret-check.ts'

/**
 * Opens the forum of the settings, and closes it when `work` is done. Effects of new events are
 * left to the server's worker.
 * @param options `isEmpty`: no server uses it, and the data to come decides which secret is valid
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

export const say = (line: string) => void process.stdout.write(`${line}\n`)
