import { relative } from 'node:path'
import { root } from './prepare.mjs'

const shownFiles = 10

/**
 * Lists the ten test files that took longest.
 * @param {object} report vitest's JSON report
 * @returns {string[]} seconds and path of each
 */
export const slowestFiles = ({ testResults = [] }) =>
  slowest(
    testResults.map(({ name, startTime, endTime }) => [relative(root, name), endTime - startTime])
  )

/**
 * Lists the ten files of browser tests that took longest, all their projects together.
 * @param {object} report playwright's JSON report
 * @returns {string[]} seconds and path of each
 */
export const slowestJourneys = ({ suites = [] }) =>
  slowest(suites.map((suite) => [suite.file, milliseconds(suite)]))

function milliseconds({ suites = [], specs = [] }) {
  const results = specs.flatMap(({ tests }) => tests.flatMap((test) => test.results))
  const own = results.reduce((sum, { duration }) => sum + duration, 0)
  return suites.reduce((sum, suite) => sum + milliseconds(suite), own)
}

function slowest(files) {
  const sums = new Map()
  for (const [file, time] of files) sums.set(file, (sums.get(file) ?? 0) + time)
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, shownFiles)
    .map(([file, time]) => `${(time / 1000).toFixed(1).padStart(7)} s  ${file}`)
}
