import { expect, test } from 'vitest'
import { comparing } from './changes.server.ts'

const marks = { added: 'Added:', removed: 'Removed:' }
const textsOf = (html: string) => [{ language: 'en' as const, title: 'Delays', body: '', html }]
const [before, after] = [textsOf('<p>We wait</p>'), textsOf('<p>We work</p>')]

test('words that differ are marked while there is time', () => {
  const [text] = comparing(marks, 10_000)(before, after)
  expect([text?.isLate, text?.html]).toEqual([false, expect.stringContaining('<ins>')])
})

test('when the time is over, a text is shown whole, and that it is not compared', () => {
  const compare = comparing(marks, 0)
  expect(compare(before, after)).toMatchObject([{ isLate: true, html: '<p>We work</p>' }])
  expect(compare(undefined, after)).toMatchObject([{ isLate: false, html: '<p>We work</p>' }])
})
