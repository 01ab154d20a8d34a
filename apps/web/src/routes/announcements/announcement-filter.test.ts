import { expect, test } from 'vitest'
import { filterOf } from './announcement-filter.ts'

const filter = (search: string) =>
  filterOf({ searchParams: new URLSearchParams(search) }, [{ key: 'info' }, { key: 'listing' }])

test('a month and a year are distinguished', () => {
  expect(filter('period=2026-03')).toMatchObject({ year: '2026', month: '3' })
  expect(filter('period=2026')).toMatchObject({ year: '2026', month: undefined })
  expect(filter('period=2026-13')).toMatchObject({ year: undefined, month: undefined })
})

test('an unknown type is no filter', () => {
  expect(filter('type=listing').type).toBe('listing')
  expect(filter('type=gossip&active=maybe&q=+')).toEqual(filter(''))
})
