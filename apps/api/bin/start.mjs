import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithNpm } from './parents.mjs'
import { isNewEnough, node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

const program = join(root, 'apps/api/build/main.js')

await command(async () => {
  endWithNpm()
  await prepare()
  if (isNewEnough()) {
    await import(pathToFileURL(program).href)
    return
  }
  // The channel tells the child when this process dies.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  return (await run(node(), [...process.execArgv, program], { stdio })).code
})
