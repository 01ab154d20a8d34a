import { expect, test } from 'vitest'
import { lookOf, writeLook } from './look.ts'

const text = `<!doctype html>\n<html lang="zh-CN"${' '.repeat(45)}>\n<p>data-theme</p></html>`

test('a look is written behind the language, and the page stays as long as it was', () => {
  const look = lookOf({ cookies: { theme: 'light', density: 'compact' } })
  const changed = writeLook(Buffer.from(text), look)
  expect(changed.toString()).toMatch(
    /^<!doctype html>\n<html lang="zh-CN" data-theme="light" data-density="compact" +>\n/
  )
  expect(changed).toHaveLength(text.length)
})

test('what nobody offers is not written', () => {
  expect(lookOf({ cookies: { theme: '"><script>', density: 'none' } })).toBe('')
})

test('what is no page stays as it is', () => {
  const feed = '<feed xml:lang="en"></feed>'
  expect(writeLook(Buffer.from(feed), ' data-theme="dark"').toString()).toBe(feed)
  expect(writeLook(Buffer.from(text), '').toString()).toBe(text)
})
