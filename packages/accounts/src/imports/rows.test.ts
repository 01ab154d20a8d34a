import { expect, test } from 'vitest'
import { readRows } from './rows.ts'

test('each bad line is named, and the good ones around it are read', async () => {
  const csv = [
    'Email,Name,Language',
    'a@example.test,anders,en',
    'nonsense,berta,en',
    'c@example.test,"x",',
    'd@example.test,dora,tlh',
    'A@example.test,emil,',
    '',
    'f@example.test,Anders,zh-CN'
  ].join('\r\n')
  const { count, rows, wrong } = await readRows(`\uFEFF${csv}`)
  expect([count, rows.map(({ username }) => username)]).toEqual([6, ['anders']])
  expect(wrong.map(({ line, reason, first }) => [line, reason, first])).toEqual([
    [3, 'email', null],
    [4, 'name', null],
    [5, 'language', null],
    [6, 'repeated_email', 2],
    [8, 'repeated_name', 2]
  ])
  expect((await readRows('who,where')).wrong).toEqual([{ line: 1, reason: 'columns', first: null }])
})

test('of 100,000 rows all are read around a bad one, with turns for others between', async () => {
  const lines = Array.from({ length: 100_000 }, (_, n) => `row${n}@example.test,Zeile${n}x`)
  lines[50_000] = 'nonsense,nobody'
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  const { count, rows, wrong } = await readRows(['email,name', ...lines].join('\n'))
  clearInterval(timer)
  expect([count, rows.length, turns > 10]).toEqual([100_000, 99_999, true])
  expect(wrong).toEqual([{ line: 50_002, reason: 'email', first: null }])
})
