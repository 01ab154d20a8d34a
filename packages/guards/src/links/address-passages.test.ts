import { expect, test } from 'vitest'
import { addressPassages } from './address-passages.ts'

const found = (text: string) =>
  addressPassages(text).map(({ start, end }) => text.slice(start, end))

test('addresses are found in prose, beside Han and in code', () => {
  expect(found('See https://a.example/b?c=1. Or evil-coins.com/win, www.free.me!')).toEqual([
    'https://a.example/b?c=1',
    'evil-coins.com/win',
    'www.free.me'
  ])
  expect(found('打开free-usdt.top领取，或t.me/help88。')).toEqual(['free-usdt.top', 't.me/help88'])
  expect(found('curl http://10.0.0.1/x')).toEqual(['http://10.0.0.1/x'])
})

test.each([
  ...['evil[.]com', 'evil(.)com', 'evil dot com', 'evil (dot) com/x', 'evil点com', 'evil . com'],
  ...['evil .com', 'evil·com', 'evil。com', 'evil．com', 'ev\u00adil.com', 'hxxps://evil[.]com/a'],
  ...['https：／／evil.com', 'https:\\\\evil.com', 'ftp://evil.com', '10.0.0.1/x', 't[.]me/win'],
  ...['e v i l . c o m', 'a.b.c.d.e.f.g.h.evil.com', '钱包.com', 'evil dot co dot uk'],
  ...['evil˙com', 'evil٫com', 'evil⠄com', 'evilꓸcom', 'evil d0t com', 'evil punkt com']
])('%s is found although renderers do not link it', (written) => {
  expect(found(`Now ${written} is it`)).toEqual([written])
})

test('slashes and dots before a host do not hide it', () => {
  for (const before of ['//', '/', '…', 'see/', '..', '\\'])
    expect(found(`Now ${before}evil.com`)).toEqual(['evil.com'])
})

test('files, versions, sentences and email addresses are not found', () => {
  const text =
    'README.md main.py app.json v2.10.3 It failed.So I left.It is 1.5 anna@mail.com e.g.\n' +
    'It is off. Net of fees it is 3点 in the app. net worth: /Applications/Harbor.app 10.0.0.1 foo(bar).com ' +
    'An diesem Punkt online, a quel punto io vado, 3٫5 com'
  expect(found(text)).toEqual([])
})
