import { committed } from '../budgets.ts'
import { mostBuilt } from '../built-queries.ts'
import { quickRows } from './rows.ts'
import { withQuickForum } from './scene.ts'
import { verdictOf } from './verdict.ts'

// npm run bench -- quick
await withQuickForum(async (scene) => {
  for (const { name, measure } of quickRows) {
    const bounds = committed[name] ?? {}
    const measured = await measure(scene)
    for (const unit of new Set([...Object.keys(bounds), ...Object.keys(measured)]))
      print(verdictOf(`${name}, ${unit}`, measured[unit], bounds[unit]))
  }
})
process.stdout.write(`Queries that drizzle built most often:\n${mostBuilt(10).join('\n')}\n`)

function print({ sign, text }: ReturnType<typeof verdictOf>) {
  process.stdout.write(`${sign} ${text}\n`)
  if (sign === '✗') process.exitCode = 1
}
