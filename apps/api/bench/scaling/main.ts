import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { version } from '@stoa/core/release'
import { openForum } from '../open-forum.ts'
import { port } from '../scene.ts'
import { print, write } from './documents.ts'
import { ensureFilled, withServer, type Filled } from './filled.ts'
import { measureLayouts } from './measuring.ts'
import { readPlans, type Reading } from './reading.ts'
import { readSizes } from './sizes.ts'

// npm run bench -- scaling [posts] [repetitions] [--write]
// npm run bench -- scaling [posts] --fill
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, fill: { type: 'boolean' } }
})
const [posts = 1_000_000, repetitions = 3] = positionals.map(Number)

const folder = await ensureFilled(posts)
if (!values.fill) await withServer(folder, measureAll)

async function measureAll(filled: Filled): Promise<void> {
  // Sizes and plans come before the replies that the repetitions add.
  const sizes = await readSizes(filled.connection)
  const readings = await plans(filled)
  const costs = await measureLayouts(filled, repetitions)
  const day = new Date().toISOString().slice(0, 10)
  const machine = { version, day, cores: availableParallelism(), posts: sizes.posts, repetitions }
  const measured = { costs, sizes, readings, machine }
  print(measured)
  if (values.write) write(measured)
}

async function plans(filled: Filled): Promise<Reading[]> {
  const { url, folder } = filled
  const forum = await openForum({ database: { url }, folder, port }, false)
  return readPlans(forum, filled).finally(() => forum.stop())
}
