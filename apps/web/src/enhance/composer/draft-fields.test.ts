import { expect, test } from 'vitest'
import { answersOf } from './draft-fields.ts'

test('a draft keeps the zone in which a time was typed', () => {
  const form = new FormData()
  const typed = { title: 'x', 'fields.1': 'TRC20', 'fields.2': '2026-11-28T21:30', 'fields.3': '' }
  for (const [name, value] of Object.entries({ ...typed, 'zone.2': 'Asia/Shanghai' }))
    form.set(name, value)
  expect(answersOf(form)).toEqual([
    ['fields.1', 'TRC20'],
    ['fields.2', '2026-11-28T21:30[Asia/Shanghai]']
  ])
})
