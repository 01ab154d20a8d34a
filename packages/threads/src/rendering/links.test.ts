import { expect, test } from 'vitest'
import { namesAnotherHost } from './links.ts'

test.each([
  ['bank.example', 'https://evil.test/'],
  ['https://bank.example/login', 'https://evil.test/login'],
  ['https://bank.example@evil.test', 'https://bank.example@evil.test'],
  ['bаnk.example', 'https://bank.example/'],
  ['bank。example', 'https://evil.test/'],
  ['ｂａｎｋ．ｅｘａｍｐｌｅ', 'https://evil.test/'],
  ['去 bank.example 领取', 'https://bank.example.evil.test/'],
  ['https://bank.example', 'https://ank.example/'],
  ['my-bank.example', 'https://bank.example/']
])('%s does not name the host of %s', (text, href) => {
  expect(namesAnotherHost(text, href)).toBe(true)
})

test.each([
  ['bank.example', 'https://help.bank.example/'],
  ['访问bank.example', 'https://bank.example/a'],
  ['www.bank.example', 'https://bank.example/'],
  ['https://bank.example/a.html?b=c.d', 'https://bank.example/a.html?b=c.d'],
  ['the answer, v1.2.3', 'https://bank.example/'],
  ['bank.example', '/t/12']
])('%s is a valid text for %s', (text, href) => {
  expect(namesAnotherHost(text, href)).toBe(false)
})
