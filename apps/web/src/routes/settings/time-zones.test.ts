import { describe, expect, it } from 'vitest'
import { zoneName, zonesByArea } from './time-zones.ts'

describe('time zones', () => {
  it('are listed by area, with UTC first', () => {
    const zones = zonesByArea(['Africa/Cairo', 'Asia/Shanghai', 'Asia/Taipei', 'CET'])
    expect(zones).toEqual([
      ['UTC', ['UTC']],
      ['Africa', ['Africa/Cairo']],
      ['Asia', ['Asia/Shanghai', 'Asia/Taipei']]
    ])
  })

  it('have names without their area', () => {
    expect(zoneName('Asia/Ho_Chi_Minh')).toBe('Ho Chi Minh')
    expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Argentina – Buenos Aires')
    expect(zoneName('UTC')).toBe('UTC')
  })
})
