import { expect, test } from 'vitest'
import { bannersAt } from './banner-places.ts'

const important = { severity: 'important' as const }
const critical = { severity: 'critical' as const }

test.each(['/', '/t/[id=id]/[[slug=slug]]', '/search'])(
  'where people read, %s, all announcements stand on top',
  (place) => expect(bannersAt(place, [critical, important])).toEqual([critical, important])
)

test.each(['/sign-up', '/desk', '/settings', null])(
  'above forms and working pages, %s, critical ones stand alone',
  (place) => expect(bannersAt(place, [critical, important])).toEqual([critical])
)
