import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLines } from './csv-lines.ts'

async function readAll(text: string) {
  const read: [number, string[]][] = []
  for await (const { line, cells } of csvLines(text)) read.push([line, cells])
  return read
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const cell = fc.string().map((text) => text.replace(/[\r\n]/g, '').trim())

test('cells come back as they were written, quoted or not', async () => {
  const written = fc.array(cell, { minLength: 2, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(written, async (cells) => {
      expect(await readAll(cells.map(quoted).join(','))).toEqual([[1, cells]])
    })
  )
})

test('lines keep their numbers around blank ones, whatever ends them', async () => {
  expect(await readAll('\uFEFFa,b\r\n\r\nc\r"d, e" , f\n  \n')).toEqual([
    [1, ['a', 'b']],
    [3, ['c']],
    [4, ['d, e', 'f']]
  ])
})

const refusal = (text: string) =>
  readAll(text).then(
    (lines) => lines.length,
    ({ errors: [error] }) => [error.path, error.message, error.params]
  )

test('more than 150,000 lines are refused before one is taken apart', async () => {
  expect(await refusal('a\n'.repeat(150_000))).toBe(150_000)
  const tooMany = ['csv', 'field_csv_too_many_lines', { maximum: 150_000 }]
  expect(await refusal('\n'.repeat(16 * 1024 * 1024))).toEqual(tooMany)
})

test('a line of a whole file of commas is refused by its number', async () => {
  const tooLong = ['csv', 'field_csv_line_too_long', { line: 2 }]
  expect(await refusal(`a\n${','.repeat(16 * 1024 * 1024)}`)).toEqual(tooLong)
})
