import { expect, test } from 'vitest'
import { budgets, committed } from '../../bench/budgets.ts'
import { isMoreBetter } from '../../bench/measurements.ts'
import { isOwn, ownLines } from '../../bench/quick/own-lines.ts'
import { quickRows } from '../../bench/quick/rows.ts'
import { verdictOf } from '../../bench/quick/verdict.ts'

test('a number above the committed one fails and says what rose', () => {
  expect(verdictOf('reply, SQL', 9, 8)).toMatchObject({
    sign: '✗',
    text: expect.stringContaining('reply, SQL rose from 8 to 9')
  })
  expect(verdictOf('reply, SQL', 8, 8).sign).toBe('✓')
  expect(verdictOf('reply, SQL', 7, 8).text).toContain('lower it')
})

test('what is counted without a committed number fails', () => {
  expect(verdictOf('home, KB', 3).sign).toBe('✗')
})

test('every committed number is of something that is counted', () => {
  expect(Object.keys(committed).sort()).toEqual(quickRows.map(({ name }) => name).sort())
  expect(Object.keys(committed['own lines'] ?? {}).sort()).toEqual(Object.keys(ownLines()).sort())
})

test('no aim is easier than its budget', () => {
  const both = budgets.filter(({ must, aim }) => must !== undefined && aim !== undefined)
  expect(both.filter(({ unit, must = 0, aim = 0 }) => isMoreBetter(unit) === aim < must)).toEqual(
    []
  )
})

test('own lines are those of code, by package', () => {
  const code = ['packages/core/src/call.ts', 'apps/web/src/app.css', '.config/words.js']
  const others = ['packages/core/src/csv.test.ts', 'apps/api/test/a.ts', 'apps/api/bench/a.ts']
  expect([...code, ...others].filter(isOwn)).toEqual(code)
  expect(Object.keys(ownLines())).toContain('packages/core')
})
