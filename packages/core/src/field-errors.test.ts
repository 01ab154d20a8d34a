import { expect, test } from 'vitest'
import { z } from 'zod'
import { filledIn, idShape, wholeNumber } from './contract.ts'
import { fieldErrors } from './field-errors.ts'

const saysOf = (shape: z.ZodType, value: unknown) =>
  fieldErrors(shape.safeParse(value).error ?? new z.ZodError([]), value).map(
    ({ message }) => message
  )

test('a message of the shape overrides the default', () => {
  const day = z.iso.date('field_day')
  expect(saysOf(z.object({ day }), { day: 'some day' })).toEqual(['field_day'])
  expect(saysOf(z.union([z.literal('tomorrow'), day], 'field_day'), '?')).toEqual(['field_day'])
  expect(saysOf(z.array(z.string()).min(1, 'field_choose'), [])).toEqual(['field_choose'])
})

test('a shape without a message gets the default', () => {
  expect(saysOf(z.string().regex(/a/), 'b')).toEqual(['field_invalid'])
  expect(saysOf(z.email(), 'b')).toEqual(['field_email'])
  expect(saysOf(z.string().min(4), 'b')).toEqual(['field_too_short'])
  expect(saysOf(z.string().min(1), '')).toEqual(['field_required'])
  expect(saysOf(z.array(z.string()).min(1), [])).toEqual(['field_choose_one'])
})

test('numbers have no message about characters', () => {
  expect(saysOf(z.number().max(1000), 1001)).toEqual(['field_at_most'])
  expect(saysOf(z.number().min(1), 0)).toEqual(['field_at_least'])
})

test('a value of a wrong type is not valid, a missing one is required', () => {
  const form = z.object({ into: idShape, at: z.object({ title: z.string() }) })
  const [missing, wrong] = ['field_required', 'field_invalid']
  expect(saysOf(form, { into: 'https://bbs.example', at: { title: 5 } })).toEqual([wrong, wrong])
  expect(saysOf(form, { into: undefined, at: {} })).toEqual([missing, missing])
  expect(saysOf(form, { into: 3, at: null })).toEqual([missing])
})

test('an empty number field is missing, and 0 is a number', () => {
  const form = z.object({
    position: wholeNumber(0, 10),
    days: wholeNumber(1, 365),
    into: filledIn(idShape)
  })
  const empty = { position: '', days: '', into: '' }
  expect(saysOf(form, empty)).toEqual(['field_required', 'field_required', 'field_required'])
  expect(saysOf(form, { position: '0', days: '0', into: '0' })).toEqual([
    'field_at_least',
    'field_invalid'
  ])
  expect(form.parse({ position: '0', days: 7, into: '3' })).toEqual({
    position: 0,
    days: 7,
    into: 3
  })
})
