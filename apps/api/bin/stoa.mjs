import { join } from 'node:path'
import { node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

await command(async () => {
  await prepare('@stoa/api')
  const program = join(root, 'apps/api/build/cli.js')
  return (await run(node(), [program, ...process.argv.slice(2)])).code
})
