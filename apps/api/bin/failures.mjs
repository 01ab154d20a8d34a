import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './prepare.mjs'

const shownLines = 12

/**
 * Lists the failed tests, to be printed after all other output.
 * @param {object} report vitest's JSON report
 * @returns {string[]} for each failed test, or file that did not load, its name and error
 */
export const failedTests = ({ testResults = [] }) => testResults.flatMap(failuresOfFile)

function failuresOfFile({ name, status, message, assertionResults }) {
  const file = relative(root, name)
  const failed = assertionResults.filter((result) => result.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [failure(file, message)] : []
  return failed.map((test) => failure(`${file}: ${test.fullName}`, test.failureMessages.join('\n')))
}

/**
 * Lists the failed browser tests.
 * @param {object} report playwright's JSON report
 * @returns {string[]}
 */
export const failedJourneys = ({ suites = [], errors = [] }) => [
  ...errors.map((error) => failure('browser', error.message)),
  ...suites.flatMap(failuresOfSuite)
]

const failuresOfSuite = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(failuresOfSuite),
  ...specs.flatMap(failuresOfSpec)
]

// A spec contains its tests of all projects, but its own status covers only the first.
const failuresOfSpec = ({ file, title, tests }) =>
  tests
    .filter((test) => test.status === 'unexpected')
    .map((test) => {
      const messages = test.results.flatMap(({ errors }) => errors.map((error) => error.message))
      return failure(`${file} (${test.projectName}): ${title}`, messages.join('\n'))
    })

function failure(name, message = '') {
  const own = stripVTControlCharacters(message)
    .trim()
    .split('\n')
    .filter((line) => !line.includes('node_modules') && !line.includes('<anonymous>'))
  return [`✗ ${name}`, ...own.slice(0, shownLines).map((line) => `  ${line}`)].join('\n')
}
