import { join } from 'node:path'
import { node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

/** Packs the archives of a release into `dist`, for all architectures or those that are named. */
await command(async () => {
  await prepare()
  const program = join(root, 'apps/api/release/main.ts')
  return (await run(node(), [program, ...process.argv.slice(2)])).code
})
