import { describe, expect, it } from 'vitest'
import { deviceOf } from './user-agent.ts'

const chromium = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0'

describe('the device of a user agent', () => {
  it('is browser and system', () => {
    const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chromium} Safari/537.36`
    expect(deviceOf(windows)).toBe('Chrome · Windows')
    expect(deviceOf(`${windows} Edg/143.0.0.0`)).toBe('Edge · Windows')
  })

  it('distinguishes a phone from the computer its browser imitates', () => {
    const iphone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1'
    const android = `Mozilla/5.0 (Linux; Android 16; K) ${chromium} Mobile Safari/537.36`
    expect(deviceOf(iphone)).toBe('Safari · iOS')
    expect(deviceOf(android)).toBe('Chrome · Android')
  })

  it('is empty for unknown browsers', () => {
    expect(deviceOf('curl/8.14.1')).toBe('')
    expect(deviceOf('')).toBe('')
  })
})
