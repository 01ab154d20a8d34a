import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { connect, type Connection } from '@stoa/core/database'
import { fillOnce } from '../scene.ts'
import { fillBeside } from './filling.ts'
import { startServer } from './server.ts'

/** A running PostgreSQL with the filled forum. */
export type Filled = {
  folder: string
  url: string
  /** The process of the server. */
  postgres: number
  connection: Connection
}

/** Fills a folder with about so many posts, unless an earlier run has. */
export const ensureFilled = (posts: number): Promise<string> =>
  fillOnce(posts, { name: 'bench-scaling', fill: fillBeside })

/** Runs `work` on the database of a filled folder. */
export async function withServer(folder: string, work: (filled: Filled) => Promise<void>) {
  await mkdir(join(folder, 'nodes'), { recursive: true, mode: 0o700 })
  const { url, pid, stop } = await startServer(folder)
  const connection = connect({ url })
  try {
    await work({ folder, url, postgres: pid, connection })
  } finally {
    await connection.close()
    await stop()
  }
}
