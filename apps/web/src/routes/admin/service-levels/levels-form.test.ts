import { expect, test } from 'vitest'
import { hoursOf, levelsIn } from './levels-form.ts'

function formWith(values: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

test('hours become minutes, days without times are closed, lines are holidays', () => {
  const levels = levelsIn(
    formWith({
      timeZone: ' Asia/Shanghai ',
      'week.0.from': '09:00',
      'week.0.to': '18:00',
      holidays: '2026-10-01\n\n2026-10-02',
      'targets.urgent.firstResponse': '0.5',
      'targets.urgent.resolution': '4',
      objectionHours: '48'
    })
  )
  expect(levels.timeZone).toBe('Asia/Shanghai')
  expect(levels.week).toEqual([{ from: '09:00', to: '18:00' }, ...Array<null>(6).fill(null)])
  expect(levels.holidays).toEqual(['2026-10-01', '2026-10-02'])
  expect(levels.objectionHours).toBe(48)
  expect(levels.targets.urgent).toEqual({ firstResponse: 30, resolution: 240 })
})

test('a row with a topic is an exception, an empty one is none', () => {
  const row = (index: number, topic: string) => ({
    [`exceptions.${index}.topic`]: topic,
    [`exceptions.${index}.priority`]: 'high',
    [`exceptions.${index}.firstResponse`]: '1',
    [`exceptions.${index}.resolution`]: '2'
  })
  const { exceptions } = levelsIn(formWith({ ...row(0, 'api'), ...row(1, '') }))
  expect(exceptions).toEqual([
    { topic: 'api', priority: 'high', firstResponse: 60, resolution: 120 }
  ])
})

test('a target of any minute survives the form unchanged', () => {
  for (const minutes of [5, 20, 59, 61, 1619]) {
    const form = formWith({ 'targets.low.resolution': String(hoursOf(minutes)) })
    expect(levelsIn(form).targets.low.resolution).toBe(minutes)
  }
  expect([hoursOf(20), hoursOf(540), hoursOf(undefined)]).toEqual([0.33, 9, ''])
})
