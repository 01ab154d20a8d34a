import type { Measurements, Round, Row } from './measurements.ts'
import { forumRows } from './forum-rows.ts'
import { longRows, programRows } from './program-rows.ts'
import { writeNewTexts } from './requests.ts'
import { fillOnce, port, say, withForum } from './scene.ts'
import { printBudgets, printLoads } from './table.ts'

// npm run bench -- [long] [posts]
const parameters = process.argv.slice(2)
const isLong = parameters.includes('long')
const posts = Number(parameters.find((one) => /^\d+$/.test(one)) ?? 200_000)
const roundCount = 3

const folder = await fillOnce(posts)
writeNewTexts()
const results: Round[] = []
for (let count = 1; count <= roundCount; count += 1) {
  say(`round ${count} of ${roundCount}`)
  results.push(await measureRound(isLong && count === roundCount))
}
printLoads(results)
printBudgets(results)

/** Measures all rows once, first those of one running forum. */
async function measureRound(isLong: boolean): Promise<Round> {
  const round: Round = {}
  const known = await withForum(folder, async (scene) => {
    await measureRows(round, forumRows, scene)
    return scene
  })
  const scene = { ...known, folder, port }
  await measureRows(round, isLong ? [...programRows, ...longRows] : programRows, scene)
  return round
}

async function measureRows<Scene>(round: Round, rows: Row<Scene>[], scene: Scene): Promise<void> {
  for (const { name, measure } of rows) {
    say(`measuring: ${name}`)
    const measured: Measurements = await measure(scene)
    round[name] = { ...round[name], ...measured }
  }
}
