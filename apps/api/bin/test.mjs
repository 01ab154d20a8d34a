import { checks, runCheck, writeTypes } from './checks.mjs'
import { runEngines } from './engines.mjs'
import { build, install } from './prepare.mjs'
import { command, Stop } from './run.mjs'
import { slowest } from './slowest.mjs'
import { runBrowserTests, runBudgets, runTests } from './suites.mjs'

/** Every part of `npm test` by name; `npm test -- lint http` runs only those. */
const ordinary = {
  ...Object.fromEntries(Object.keys(checks).map((name) => [name, () => runCheck(name)])),
  unit: () => runTests('unit'),
  http: () => runTests('http'),
  process: () => runTests('process', { later: !process.env.CI }),
  browser: runBrowserTests,
  engines: runEngines,
  budgets: runBudgets
}

/** `npm test -- fuzz` tries every hostile value, of which `http` tries a third. */
const parts = {
  ...ordinary,
  fuzz: () => runTests('http', { folders: ['apps/api/test/matrix'], env: { FUZZ_THIRD: '0' } })
}

function chosen() {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !(name in parts))
  if (unknown) throw new Stop(`There is no "${unknown}": ${Object.keys(parts).join(', ')}.`)
  return names.length > 0 ? names : Object.keys(ordinary)
}

async function inOrder(names) {
  const counts = []
  for (const name of names) counts.push(await parts[name]())
  return counts.flat()
}

const sum = (counts, key) => counts.reduce((total, count) => total + count[key], 0)

async function runParts(names) {
  await install()
  await build([])
  await writeTypes()
  const lines = ['checks', 'tests', 'waiting']
  return Promise.all(lines.map((line) => inOrder(names.filter((name) => lineOf(name) === line))))
}

/**
 * The parts that follow each other: the checks use one core and leave the other to the tests, and
 * the tests of processes mostly wait. In CI these are alone, so that none meets a slow machine.
 */
function lineOf(name) {
  if (name in checks) return 'checks'
  return name === 'process' && !process.env.CI ? 'waiting' : 'tests'
}

const countedAsFailure = (error) => {
  const message = error instanceof Stop ? error.message : error.stack
  return [{ passed: 0, failed: 1, skipped: 0, failures: [`✗ ${message}`] }]
}

await command(async () => {
  const counts = (await runParts(chosen()).catch(countedAsFailure)).flat()
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((key) => sum(counts, key))
  const slow = slowest(counts.flatMap(({ times = [] }) => times))
  if (slow.length > 0) process.stdout.write(`Slowest files:\n${slow.join('\n')}\n`)
  const failures = counts.flatMap((count) => count.failures)
  if (failures.length > 0) process.stdout.write(`What failed:\n${failures.join('\n')}\n`)
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return failed > 0 ? 1 : 0
})
