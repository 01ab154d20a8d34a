import { execFileSync } from 'node:child_process'
import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import plugin, { findRetired, retiredWords } from '../../../../.config/words.js'

const rules = {
  'stoa/retired': 'error',
  'stoa/file-name': 'error',
  'stoa/test-name': 'error'
} as const

const found = (code: string, filename = 'a.js') =>
  new Linter()
    .verify(code, { plugins: { stoa: plugin as never }, rules }, { filename })
    .map(({ message }) => message)

test('the lint refuses a retired word in a name, and says its replacement', () => {
  expect(found('const takeBackSoon = 1')).toEqual([
    '"take-back" is retired: say recall, undo (docs/glossary.md).'
  ])
  expect(found('const one = 1', 'spam-waves.js')).toHaveLength(1)
  expect(found('const retake = backLink.microwave')).toEqual([])
})

test('the lint refuses a bare gerund as the name of a file, but for nouns', () => {
  expect(found('', 'publishing.js')).toHaveLength(1)
  expect(found('', 'Scheduling.svelte.js')).toHaveLength(1)
  for (const name of ['publish.js', 'voting.js', 'keep-running.js'])
    expect(found('', name)).toEqual([])
})

test('the glossary retires words, and no file name has one', () => {
  expect(retiredWords().length).toBeGreaterThan(50)
  const files = execFileSync('git', ['ls-files', 'apps', 'packages', '.config'], {
    encoding: 'utf8'
  })
  expect(files.split('\n').filter((path) => path.split('/').some(findRetired))).toEqual([])
})

test.each(['test', 'describe', 'test.each([1])', 'test.step'])(
  'the lint refuses a name over 80 characters in %s',
  (call) => {
    const named = (length: number) => found(`${call}('${'a'.repeat(length)}', () => {})`)
    expect(named(80)).toEqual([])
    expect(named(81)).toEqual(['Name it in 80 characters.'])
    expect(found(`${call}(\`${'a'.repeat(81)}\${1}\`, () => {})`)).toHaveLength(1)
  }
)
