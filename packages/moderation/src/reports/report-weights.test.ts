import fc from 'fast-check'
import { expect, test } from 'vitest'
import { totalWeight, weightOf, type WeighedReport } from './report-weights.ts'

const basic: WeighedReport = {
  trust: 'basic',
  moderates: false,
  upheld: 0,
  dismissed: 0,
  network: null
}

const counts = fc.nat({ max: 10_000 })
const weighed = fc.record({
  trust: fc.constantFrom('new' as const, 'basic' as const, 'trusted' as const),
  moderates: fc.constant(false),
  upheld: counts,
  dismissed: counts,
  network: fc.option(fc.constantFrom('a', 'b', 'c'))
})

test('a report without history weighs one, by a new member nothing', () => {
  expect(weightOf(basic)).toBe(1)
  expect(weightOf({ ...basic, trust: 'new', upheld: 100 })).toBe(0)
  expect(weightOf({ ...basic, trust: 'trusted' })).toBe(1.5)
  expect(weightOf({ ...basic, moderates: true })).toBe(2)
})

test('upheld reports weigh more, dismissed ones less, within bounds', () => {
  fc.assert(
    fc.property(counts, counts, (upheld, dismissed) => {
      const weight = weightOf({ ...basic, upheld, dismissed })
      expect(weight).toBeGreaterThan(0)
      expect(weight).toBeLessThan(2)
      expect(weightOf({ ...basic, upheld: upheld + 1, dismissed })).toBeGreaterThan(weight)
      expect(weightOf({ ...basic, upheld, dismissed: dismissed + 1 })).toBeLessThan(weight)
    })
  )
})

test('a network counts once, whatever the number of reports', () => {
  fc.assert(
    fc.property(fc.array(weighed, { maxLength: 30 }), (reports) => {
      const known = reports.filter(({ network }) => network !== null)
      const networks = new Set(known.map(({ network }) => network))
      expect(totalWeight(known)).toBeLessThanOrEqual(networks.size * 3)
      expect(totalWeight([...known, ...known])).toBe(totalWeight(known))
    })
  )
})
