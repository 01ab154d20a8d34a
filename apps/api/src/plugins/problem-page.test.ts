import { expect, test } from 'vitest'
import { Problem } from '@stoa/core'
import { initialLanguages } from '@stoa/core/languages'
import { problemPage, wantsPage } from './problem-page.ts'

test('a retry goes to this host, whatever the URL begins with', () => {
  const busy = new Problem(429, 'too_many_requests', { seconds: 5 })
  for (const url of ['//evil.example/x', '/\\evil.example/x']) {
    const request = { method: 'GET', url, headers: {}, query: {}, cookies: {} }
    const { body } = problemPage(busy, {
      ...request,
      body: undefined,
      memberLocale: null,
      languages: initialLanguages()
    })
    expect(body).toContain('<a href="/evil.example/x">')
  }
})

test.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['application/json, text/html;q=0.5', true],
  ['application/json, text/html;q=0', false],
  ['text/html+custom', false],
  ['*/*', false],
  [undefined, false]
])('Accept %j wants a page: %s', (accept, wants) => {
  expect(wantsPage({ headers: { accept } })).toBe(wants)
})
