import { expect, test } from 'vitest'
import { inLanguage } from './page-language.server.ts'

test.each([
  ['/t/1', '/t/1?lang=zh-TW'],
  ['/t/1?page=2#p21', '/t/1?page=2&lang=zh-TW#p21'],
  ['/rules?lang=en', '/rules?lang=en'],
  ['https://elsewhere.example/', 'https://elsewhere.example/']
])('the redirect to %s leads to %s', (location, next) => {
  const headers = { location, 'set-cookie': 'a=1' }
  const answer = inLanguage(new Response(null, { status: 303, headers }), 'zh-TW')
  expect([answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([next, 'a=1'])
})
