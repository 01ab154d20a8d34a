import { expect, test } from 'vitest'
import { open } from './connect.ts'
import { patched } from './driver.ts'

test('a driver that the patches do not match is refused', () => {
  const patches = [{ why: 'because', from: 'old', to: 'new' }]
  expect(patched('old text', patches)).toBe('new text')
  for (const other of ['another text', 'old and old'])
    expect(() => patched(other, patches)).toThrow('does not fit: because')
})

test('an address may name the folder of a Unix socket', async () => {
  const sql = open({ url: 'postgres://stoa:secret@%2Frun%2Fpg:5433/stoa' }, {})
  expect(sql.options.path).toBe('/run/pg/.s.PGSQL.5433')
  await sql.end()
})
