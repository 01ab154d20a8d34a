import { expect, test, vi } from 'vitest'
import type { Ports } from '@stoa/core'
import { clearCaches, reactions } from './index.ts'

test('missed events clear every cache that an event clears', () => {
  const table = Object.values(reactions).filter((reaction) => reaction.caches !== undefined)
  const drops = table.map((reaction) => vi.spyOn(reaction, 'caches' as never))
  const ports = {} as Ports
  clearCaches(ports)
  expect(drops.length).toBeGreaterThan(10)
  for (const drop of drops) expect(drop).toHaveBeenCalledExactlyOnceWith(ports)
  vi.restoreAllMocks()
})
