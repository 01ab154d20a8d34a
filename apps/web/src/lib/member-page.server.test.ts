import { expect, test } from 'vitest'
import { sharedPage } from './member-page.server.ts'

test('a kept page is in one block of memory of its own', () => {
  const page = Buffer.allocUnsafeSlow(5)
  page.write('a 中')
  const { bytes } = sharedPage(page, new Headers())
  expect(Buffer.concat(bytes)).toEqual(page)
  expect(new Set(bytes.map(({ buffer }) => buffer))).toEqual(new Set([page.buffer]))
})
