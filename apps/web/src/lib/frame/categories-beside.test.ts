import fc from 'fast-check'
import { expect, test } from 'vitest'
import { categoriesBeside, limit } from './categories-beside.ts'

const category = (
  id: number,
  parentId: number | null = null,
  following: 'following' | null = null
) => ({
  ...{ id, parentId, following },
  slug: `board-${id}`
})
/** Thirty top-level categories with ten below each. */
const many = Array.from({ length: 330 }, (_, at) =>
  at % 11 === 0 ? category(at) : category(at, at - (at % 11))
)

test('few categories all stand there', () => {
  const few = many.slice(0, limit)
  expect(categoriesBeside(few)).toEqual(few)
})

test('of many, the top level stands there, with the group that one is in', () => {
  const shown = categoriesBeside(many, 'board-27')
  expect(shown.length).toBe(limit)
  expect(shown.filter(({ parentId }) => parentId === 22).length).toBe(10)
  expect(shown.filter(({ parentId }) => parentId === null).length).toBe(30)
})

test('a followed one goes before the top level', () => {
  const flat = many.map(({ id }) => category(id, null, id === 300 ? 'following' : null))
  expect(categoriesBeside(flat).map(({ id }) => id)).toContain(300)
})

test('there are never more than the limit, none twice, in their order', () => {
  const place = fc.record({ parent: fc.nat(60), followed: fc.boolean() })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 200 }), fc.nat(200), (places, here) => {
      const all = places.map(({ parent, followed }, id) =>
        category(id, parent < id ? parent : null, followed ? 'following' : null)
      )
      const shown = categoriesBeside(all, `board-${here}`).map(({ id }) => id)
      expect(shown.length).toBeLessThanOrEqual(limit)
      expect(shown).toEqual([...new Set(shown)].sort((one, other) => one - other))
    })
  )
})
