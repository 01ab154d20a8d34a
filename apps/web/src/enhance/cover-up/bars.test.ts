import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barAround, barBetween, byKey, moved, type Bar } from './bars.ts'

const isOnImage = ({ left, top, width, height }: Bar) =>
  left >= 0 && top >= 0 && width > 0 && height > 0 && left + width < 1.02 && top + height < 1.02

test('whatever is drawn, tapped or moved stays on the image', () => {
  const share = fc.double({ min: -2, max: 3, noNaN: true })
  fc.assert(
    fc.property(share, share, share, share, (x, y, toX, toY) => {
      const drawn = barBetween({ x, y }, { x: toX, y: toY })
      for (const bar of [barAround(x, y), drawn ?? barAround(toX, toY)]) {
        expect(isOnImage(bar)).toBe(true)
        expect(isOnImage(moved(bar, toX, toY))).toBe(true)
      }
    })
  )
})

test('a tap draws no bar', () => {
  expect(barBetween({ x: 0.5, y: 0.5 }, { x: 0.503, y: 0.501 })).toBeUndefined()
})

test('arrows move a bar, with Shift they resize it, and other keys do nothing', () => {
  const bar = barAround(0.5, 0.5)
  expect(byKey(bar, 'ArrowDown', false)?.top).toBeGreaterThan(bar.top)
  expect(byKey(bar, 'ArrowDown', true)?.height).toBeGreaterThan(bar.height)
  expect(byKey(bar, 'a', false)).toBeUndefined()
})
