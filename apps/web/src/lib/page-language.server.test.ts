import { expect, test } from 'vitest'
import { inLanguage, withLanguageInForms } from './page-language.server.ts'

test('forms of a page keep its language, and texts that look like forms do not', () => {
  const given = [
    ...['<form method="post" action="?/hide">', '<button formaction="?/undo&amp;id=1">'],
    ...['<form method="post" action="?/a&amp;lang=en">', '<form action="/sign-out">'],
    '<p>&lt;form action="?/hide"&gt;</p>'
  ]
  expect(withLanguageInForms(given.join('\n'), 'en').split('\n')).toEqual([
    '<form method="post" action="?/hide&amp;lang=en">',
    '<button formaction="?/undo&amp;id=1&amp;lang=en">',
    ...given.slice(2)
  ])
})

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
