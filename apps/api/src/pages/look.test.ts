import { expect, test } from 'vitest'
import { withTheme } from './theme.ts'

const page = Buffer.from(
  `<!doctype html>\n<html lang="zh-CN"${' '.repeat(25)}>\n<p>data-theme</p></html>`
)

test('a theme is written behind the language, into a copy as long as the page', () => {
  const themed = withTheme(page, 'light')
  expect(themed.toString()).toMatch(/^<!doctype html>\n<html lang="zh-CN" data-theme="light" +>\n/)
  expect(themed).toHaveLength(page.length)
  expect(page.toString()).not.toContain('data-theme=')
})

test('what is no page stays as it is', () => {
  const feed = Buffer.from('<feed xml:lang="en"></feed>')
  expect(withTheme(feed, 'dark')).toBe(feed)
  expect(withTheme(page, undefined)).toBe(page)
})
