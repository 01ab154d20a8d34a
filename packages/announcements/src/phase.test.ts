import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFolded, nextReminder, shownPhase, type Timed } from './phase.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3600_000).toISOString()
const maintenance: Timed = {
  ...{ basis: 'maintenance', phase: 'planned', changedAt: at(0) },
  ...{ startsAt: at(10), endsAt: at(12) }
}

test.each([
  [9, 'planned'],
  [10, 'started'],
  [12, 'unconfirmed'],
  [9000, 'unconfirmed']
])('after %i hours a planned maintenance from 10 to 12 is %s', (hours, phase) => {
  expect(shownPhase(maintenance, at(hours))).toBe(phase)
  expect(shownPhase({ ...maintenance, phase: 'finished' }, at(hours))).toBe('finished')
})

test('reminders come at the start, at the end, and every day from then on', () => {
  const moments = [0, 10, 12, 36].map((hours) => nextReminder(maintenance, at(hours)))
  expect(moments).toEqual([at(10), at(12), at(36), at(60)])
  expect(nextReminder({ ...maintenance, phase: 'finished' }, at(0))).toBeNull()
})

test('a reminder is in the future, at most a day after the announcement’s times', () => {
  const hours = fc.integer({ min: 0, max: 5000 })
  fc.assert(
    fc.property(hours, hours, (changed, now) => {
      const incident: Timed = {
        ...{ basis: 'incident', phase: 'investigating', changedAt: at(changed) },
        ...{ startsAt: null, endsAt: null }
      }
      const next = nextReminder(incident, at(now)) ?? ''
      expect(next > at(now) && next <= at(Math.max(now, changed) + 24)).toBe(true)
    })
  )
})

const ordinary = { changedAt: at(0), startsAt: null, endsAt: null }

test.each([
  ['risk', null, 23, false],
  ['risk', null, 24, true],
  ['incident', 'monitoring', 23, false],
  ['incident', 'monitoring', 24, true],
  ['incident', 'resolved', 0, true],
  ['info', null, 9000, false]
] as const)(
  'of kind %s in phase %s after %i hours: folded is %s',
  (basis, phase, hours, folded) => {
    expect(isFolded({ ...ordinary, basis, phase }, at(hours))).toBe(folded)
  }
)
