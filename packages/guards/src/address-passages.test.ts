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

test('files, versions, sentences and e-mail addresses are none', () => {
  const text = 'README.md main.py app.json v2.10.3 It failed.So I left.It is 1.5 anna@mail.com e.g.'
  expect(found(text)).toEqual([])
})
