import { expect, test } from 'vitest'
import { refusalOf } from './problems.server.ts'

const refused = (locale: 'en' | 'zh-CN', messages: string[]) => {
  const errors = messages.map((message) => ({ path: 'field', message }))
  const problem = Object.assign(new Error(), {
    name: 'Problem',
    status: 422,
    code: 'invalid_input'
  })
  return refusalOf(Object.assign(problem, { params: {}, errors }), locale)?.errors.field
}

test('sentences about one field follow one another', () => {
  const sentences = ['field_required', 'field_invalid', 'field_required']
  expect(refused('en', sentences)).toMatch(/^[^.]+\. [A-Z][^.]+\.$/)
  expect(refused('zh-CN', sentences)).toMatch(/^[^。]+。[^。和]+。$/)
})

test('names of what was found in a field are listed', () => {
  const names = ['guards_found_password', 'guards_found_private_key']
  expect(refused('en', names)).toBe('a password and a private key')
  expect(refused('zh-CN', names)).toContain('和')
})

test('a refusal says what to do, where its problem has more to say', () => {
  const refusal = (code: string) =>
    refusalOf(
      Object.assign(new Error(), { name: 'Problem', status: 409, code, params: {}, errors: [] }),
      'en'
    )
  expect(refusal('last_admin')?.detail).toBe('Make someone else an administrator first.')
  expect(refusal('not_found')?.detail).toBeUndefined()
})
