import { expect, test } from 'vitest'
import { lookOf, withLook } from './look.ts'

const page = Buffer.from(
  `<!doctype html>\n<html lang="zh-CN"${' '.repeat(45)}>\n<p>data-theme</p></html>`
)

test('a look is written behind the language, into a copy as long as the page', () => {
  const look = lookOf({ cookies: { theme: 'light', density: 'compact' } })
  const changed = withLook(page, look)
  expect(changed.toString()).toMatch(
    /^<!doctype html>\n<html lang="zh-CN" data-theme="light" data-density="compact" +>\n/
  )
  expect(changed).toHaveLength(page.length)
  expect(page.toString()).not.toContain('data-theme=')
})

test('what nobody offers is not written', () => {
  expect(lookOf({ cookies: { theme: '"><script>', density: 'none' } })).toBe('')
})

test('what is no page stays as it is', () => {
  const feed = Buffer.from('<feed xml:lang="en"></feed>')
  expect(withLook(feed, ' data-theme="dark"')).toBe(feed)
  expect(withLook(page, '')).toBe(page)
})
