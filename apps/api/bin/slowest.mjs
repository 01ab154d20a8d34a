import { relative } from 'node:path'
import { root } from './prepare.mjs'

const shownFiles = 10

/**
 * How long each test file took.
 * @param {object} report vitest's JSON report
 * @returns {[string, number][]} paths and milliseconds
 */
export const timesOfFiles = ({ testResults = [] }) =>
  testResults.map(({ name, startTime, endTime }) => [relative(root, name), endTime - startTime])

/**
 * How long each file of browser tests took, once for each of its projects.
 * @param {object} report playwright's JSON report
 * @returns {[string, number][]} paths and milliseconds
 */
export const timesOfJourneys = ({ suites = [] }) =>
  suites.map((suite) => [suite.file, milliseconds(suite)])

function milliseconds({ suites = [], specs = [] }) {
  const results = specs.flatMap(({ tests }) => tests.flatMap((test) => test.results))
  const own = results.reduce((sum, { duration }) => sum + duration, 0)
  return suites.reduce((sum, suite) => sum + milliseconds(suite), own)
}

/**
 * The ten files that took longest, all their runs together.
 * @param {[string, number][]} times
 * @returns {string[]} seconds and path of each
 */
export function slowest(times) {
  const sums = new Map()
  for (const [file, time] of times) sums.set(file, (sums.get(file) ?? 0) + time)
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, shownFiles)
    .map(([file, time]) => `${(time / 1000).toFixed(1).padStart(7)} s  ${file}`)
}
