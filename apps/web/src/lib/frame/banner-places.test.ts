import { expect, test } from 'vitest'
import { bannersAt } from './banner-places.ts'

const important = { severity: 'important' as const }
const critical = { severity: 'critical' as const }

test.each(['/(reading)', '/(reading)/t/[id=id]/[[slug=slug]]', '/(reading)/search'])(
  'where people read, %s, all announcements stand on top',
  (place) => expect(bannersAt(place, [critical, important])).toEqual([critical, important])
)

test.each(['/(reading)/sign-up', '/(work)/desk', '/(reading)/settings', null])(
  'above forms and working pages, %s, critical ones stand alone',
  (place) => expect(bannersAt(place, [critical, important])).toEqual([critical])
)
