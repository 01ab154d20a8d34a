import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { failedJourneys, failedTests } from './failures.mjs'
import { environment, node, root } from './prepare.mjs'
import { run } from './run.mjs'
import { timesOfFiles, timesOfJourneys } from './slowest.mjs'

const shell = process.platform === 'win32'

/**
 * Runs one project of vitest: `unit`, `http` or `process`.
 * @param {object} [options]
 * @param {string[]} [options.folders] only these, or all if there is none
 * @param {Record<string, string>} [options.env] added to the environment
 * @param {boolean} [options.later] shows the output at the end, as other tests run beside
 * @returns {Promise<{passed: number, failed: number, skipped: number, failures: string[], times: [string, number][]}>}
 */
export async function runTests(project, { folders = [], env = {}, later = false } = {}) {
  const config = ['--config', '.config/vitest.ts', '--project', project]
  const { code, report } = await withReport((file) => ({
    args: [
      'vitest',
      'run',
      ...config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...folders
    ],
    env,
    stdio: later ? ['ignore', 'pipe', 'pipe'] : 'inherit'
  }))
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report
  const skipped = numPendingTests + numTodoTests
  const counts = counted(code, numPassedTests, numFailedTests, skipped, failedTests(report))
  return { ...counts, times: timesOfFiles(report) }
}

/** Runs the browser tests. Without a browser they are skipped, or failed if CI is set. */
export async function runBrowserTests() {
  const browser = findBrowser()
  if (!browser)
    return withoutBrowser(playwright, 'No Chromium was found: install it, or set CHROMIUM_PATH.')
  return runInBrowsers(playwright, { CHROMIUM_PATH: browser })
}

/**
 * Runs tests by Playwright.
 * @param {string[]} command
 * @param {Record<string, string>} env paths of the browsers
 */
export async function runInBrowsers(command, env) {
  const { code, report } = await withReport((file) => ({
    args: [...command, '--reporter=list,json'],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  }))
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report.stats ?? {}
  const counts = counted(code, expected + flaky, unexpected, skipped, failedJourneys(report))
  return { ...counts, times: timesOfJourneys(report) }
}

/** Counts what `npm run bench -- quick` counts, and compares it with the committed numbers. */
export async function runBudgets() {
  const program = join(root, 'apps/api/bench/quick/main.ts')
  const stdio = ['ignore', 'pipe', 'pipe']
  const { code, output } = await run(node(), [program], { cwd: root, env: environment(), stdio })
  process.stdout.write(output)
  const lines = (sign) => output.split('\n').filter((line) => line.startsWith(sign))
  const failures = lines('✗')
  return counted(code, lines('✓').length, failures.length, lines('–').length, failures)
}

const playwright = ['playwright', 'test', '--config', '.config/playwright.ts']

/**
 * Counts the tests that a missing browser would run: as skipped, or as failed if CI is set.
 * @param {string[]} command the one that would run them
 * @param {string} missing says what is missing
 */
export async function withoutBrowser(command, missing) {
  const { report } = await withReport((file) => ({
    args: [...command, '--list', '--reporter=json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  }))
  const tests = (report.suites ?? []).reduce((total, suite) => total + testsIn(suite), 0)
  process.stdout.write(`${missing} ${tests} browser tests did not run.\n`)
  if (process.env.CI) return { passed: 0, failed: tests, skipped: 0, failures: [`✗ ${missing}`] }
  return { passed: 0, failed: 0, skipped: tests, failures: [] }
}

const testsIn = ({ suites = [], specs = [] }) =>
  suites.reduce((total, suite) => total + testsIn(suite), 0) +
  specs.reduce((total, spec) => total + spec.tests.length, 0)

// A non-zero exit code counts as a failure, because a file that did not load has no failing test.
const counted = (code, passed, failed, skipped, failures) => ({
  passed,
  failed: Math.max(failed, failures.length, code === 0 ? 0 : 1),
  skipped,
  failures
})

async function withReport(command) {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-report-'))
  const file = join(folder, 'report.json')
  const { args, env, stdio = 'inherit' } = command(file)
  const [program, ...rest] = args
  const options = { cwd: root, env: { ...environment(), ...env }, shell, stdio }
  const { code, output } = await run(program, rest, options)
  process.stdout.write(output)
  const report = readReport(file)
  rmSync(folder, { recursive: true })
  return { code, report }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
