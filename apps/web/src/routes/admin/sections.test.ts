import { existsSync, readdirSync } from 'node:fs'
import { locales, overwriteGetLocale, type Locale } from '@stoa/messages'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { findSections } from './find-sections.ts'
import { sectionOf, sections } from './sections.ts'

const routes = new URL('../', import.meta.url)
const isPage = (file: string) => /(^|\/)\+page\.svelte$/.test(file)

const adminRoutes = readdirSync(new URL('admin', routes), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(isPage)
  .map((file) => `/admin/${file}`.slice(0, -'/+page.svelte'.length))

let locale: Locale = 'en'
beforeEach(() => overwriteGetLocale(() => locale))
afterAll(() => overwriteGetLocale(() => 'en'))

test('every page of the administration is in the list of sections', () => {
  expect(adminRoutes.length).toBeGreaterThan(20)
  const missing = adminRoutes.filter(
    (route) => route !== '/admin' && (sectionOf(route)?.path ?? '/admin') === '/admin'
  )
  expect(missing).toEqual([])
})

test('every section is a page, and in a group unless it is the overview', () => {
  const gone = sections.filter(({ path }) => !existsSync(new URL(`.${path}/+page.svelte`, routes)))
  expect(gone).toEqual([])
  expect(sections.filter(({ group }) => !group).map(({ path }) => path)).toEqual(['/admin'])
})

const found = (query: string) => findSections(sections, query, locale).map(({ path }) => path)

test.each([
  ['en', 'smtp', '/admin/mail'],
  ['en', 'BAN a user', '/moderation'],
  ['en', 'holidays', '/admin/service-levels'],
  ['en', 'macros', '/desk/saved-replies'],
  ['en', 'synonyms', '/search/upkeep'],
  ['zh-CN', 'smtp', '/admin/mail'],
  ['zh-CN', '封禁', '/moderation'],
  ['zh-CN', '怎么封禁用户', '/moderation'],
  ['zh-CN', '敏感词', '/moderation/filters'],
  ['zh-CN', '值班', '/moderation/on-call'],
  ['zh-TW', '停權', '/moderation'],
  ['zh-TW', '罐頭回覆', '/desk/saved-replies']
] as const)('in %s, %j finds %s', (language, query, path) => {
  locale = language
  expect(found(query)[0]).toBe(path)
})

test('each section is found by its title; what nobody would type finds nothing', () => {
  for (locale of locales)
    for (const { path, title } of sections) expect(found(title())).toContain(path)
  expect(['', ' ', '!?', 'xyzzy'].flatMap(found)).toEqual([])
})
