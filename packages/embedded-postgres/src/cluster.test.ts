import { expect, test } from 'vitest'
import { notCreated } from './cluster.ts'

const said = (...lines: string[]) => notCreated(lines.join('\n')).message
const tidying = 'initdb: removing contents of data directory "/data/postgres.7"'

test('a full disk is said as such, and what to do', () => {
  const failed = 'initdb: error: could not write file "/data/PG_VERSION": No space left on device'
  const sentence = /^There is no room to create the database: make room/
  expect(said('creating subdirectories ... ok', failed, tidying)).toMatch(sentence)
  const short = 'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes'
  expect(said(short, 'HINT:  Check free disk space.', tidying)).toMatch(sentence)
})

test('another failure is named, not what follows it', () => {
  const failed = 'initdb: error: could not access directory "/data": Permission denied'
  expect(said(failed, tidying)).toBe(`The database could not be created: ${failed}`)
  expect(said('no such program')).toBe('The database could not be created: no such program')
})
