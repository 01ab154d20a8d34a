import { join } from 'node:path'
import { node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

const parts = ['quick', 'search', 'desk', 'guards', 'restarts', 'articles', 'scaling', 'backup']

await command(async () => {
  await prepare()
  const given = process.argv.slice(2)
  const part = parts.find((one) => one === given[0])
  const program = join(root, `apps/api/bench/${part ? `${part}/` : ''}main.ts`)
  const parameters = part ? given.slice(1) : given
  return (await run(node(), [program, ...parameters])).code
})
