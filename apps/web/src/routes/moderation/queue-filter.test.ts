import { expect, test } from 'vitest'
import { actionOf } from './queue-filter.ts'

const address = (query: string) => new URL(`https://forum.example/moderation?${query}`)

test('an act keeps the filters of the queue', () => {
  expect(actionOf('hide', address('reason=spam&category=api'))).toBe(
    '?/hide&reason=spam&category=api'
  )
})

test('a second act replaces the first in the address', () => {
  expect(actionOf('dismiss', address('/hide&reason=spam'))).toBe('?/dismiss&reason=spam')
})

test('an act in the whole queue has no filters', () => {
  expect(actionOf('approve', address(''))).toBe('?/approve')
})
