import { join } from 'node:path'
import { node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

await command(async () => {
  await prepare()
  const [what, ...rest] = process.argv.slice(2)
  const isSearch = what === 'search'
  const program = join(root, `apps/api/bench/${isSearch ? 'search/' : ''}main.ts`)
  const parameters = isSearch ? rest : process.argv.slice(2)
  return (await run(node(), [program, ...parameters])).code
})
