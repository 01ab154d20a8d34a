import { expect, test } from 'vitest'
import { answersIn, textsIn } from './field-values.ts'

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
