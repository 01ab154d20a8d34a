import { join } from 'node:path'
import { compileCache, node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

await command(async () => {
  await prepare('@stoa/api')
  const program = join(root, 'apps/api/build/cli.js')
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache }
  return (await run(node(), [program, ...process.argv.slice(2)], { env })).code
})
