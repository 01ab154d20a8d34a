import { expect, test } from 'vitest'
import { answersIn, textsIn, typedTime } from './field-values.ts'

const fieldsOf = (entries: Record<string, string>) => new Map(Object.entries(entries))

test('answers are carried as one field, also by pages that do not show them', () => {
  const json = answersIn(fieldsOf({ 'fields.12': 'TRC20', 'fields.13': '', title: 'x' }))
  expect(answersIn(fieldsOf({ fields: json }))).toBe('{"12":"TRC20"}')
  expect(textsIn(json)).toEqual({ 12: 'TRC20' })
})

test('what is no such JSON counts as empty', () => {
  for (const json of ['', 'null', '[1]', '{"a":"b"}', '{"1":2}', '{"1":', '"x"'])
    expect(textsIn(json)).toEqual({})
})

test('a local time is sent with its zone, and comes back as it was typed', () => {
  const json = answersIn(fieldsOf({ 'fields.12': '2026-11-28T21:30', 'zone.12': 'Asia/Shanghai' }))
  expect(textsIn(json)).toEqual({ 12: '2026-11-28T21:30[Asia/Shanghai]' })
  const typed = { local: '2026-11-28T21:30', zone: 'Asia/Shanghai' }
  expect(typedTime('2026-11-28T21:30[Asia/Shanghai]', 'UTC')).toEqual(typed)
  expect(typedTime('2026-11-28T13:30Z', 'Asia/Shanghai')).toEqual(typed)
  expect(typedTime('9 pm', 'UTC')).toEqual({ local: '9 pm', zone: 'UTC' })
})

test('a stored time that was not changed stays, also one whose hour occurs twice', () => {
  // Half past one for the second time, as clocks are put back.
  const [stored, zone] = ['2026-11-01T06:30Z', 'America/New_York']
  const { local } = typedTime(stored, zone)
  const sent = (typed: string, inZone = zone) =>
    textsIn(answersIn(fieldsOf({ 'fields.12': typed, 'zone.12': inZone, 'stored.12': stored })))[12]
  expect(sent(local)).toBe(stored)
  expect(sent('2026-11-01T01:31')).toBe('2026-11-01T01:31[America/New_York]')
  expect(sent(local, 'Mars/Olympus')).toBe(`${local}[Mars/Olympus]`)
})
