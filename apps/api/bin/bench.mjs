import { join } from 'node:path'
import { node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

await command(async () => {
  await prepare()
  const program = join(root, 'apps/api/bench/main.ts')
  return (await run(node(), [program, ...process.argv.slice(2)])).code
})
