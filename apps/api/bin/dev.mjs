import { join } from 'node:path'
import { endWithNpm } from './parents.mjs'
import { build, install, node, root } from './prepare.mjs'
import { command, run } from './run.mjs'

/** Runs the sources: the server starts again when its own change, pages are replaced as they are. */
await command(async () => {
  endWithNpm()
  await install()
  await build(['@stoa/messages'])
  const program = join(root, 'apps/api/src/main.ts')
  const env = { ...process.env, NODE_ENV: 'development' }
  return (await run(node(), ['--watch', '--watch-preserve-output', program], { env })).code
})
