import { expect, test } from 'vitest'
import { sentForm } from './problem-page.ts'

const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const shown = (fields: Record<string, string>, given: object = {}) =>
  sentForm(
    {
      ...{ method: 'POST', url: '/t/1?/reply', headers },
      ...{ body: Buffer.from(new URLSearchParams(fields).toString()), ...given }
    },
    'en'
  )

test('typed values are repeated as plain text', () => {
  expect(shown({ body: '"><script>' })).toContain('name="body" value="&quot;&gt;&lt;script&gt;"')
})

test('the form is sent to this host, whatever the URL begins with', () => {
  for (const url of ['//evil.example/t/1', '/\\evil.example/t/1', '///evil.example/t/1'])
    expect(shown({ body: 'x' }, { url })).toContain('action="/evil.example/t/1"')
})

test('a form with a password, a code or a file is not repeated', () => {
  expect(shown({ login: 'mei', password: 'quiet otters' })).toBeUndefined()
  expect(shown({ body: 'x', code: '123456' })).toBeUndefined()
  const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
  expect(shown({ body: 'x' }, { headers: multipart })).toBeUndefined()
  expect(shown({}, { method: 'GET', body: undefined })).toBeUndefined()
})
