import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  isLocale,
  isTranslated,
  languages,
  loadLanguages,
  locales,
  m,
  missingShare,
  sourceLocale,
  translate,
  type Locale
} from './index.ts'

type Texts = Record<string, unknown>

const root = new URL('../', import.meta.url)
const capabilities = globSync('*/en.json', { cwd: root })
  .map((file) => dirname(file))
  .sort()

function read(capability: string, locale: Locale): Texts {
  const file = new URL(`${capability}/${locale}.json`, root)
  if (!languages[locale].complete && !existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8')) as Texts
}

const complete = locales.filter((locale) => languages[locale].complete)

/** The sentences of one message: one, or one per plural form. */
function sentences(message: unknown): string[] {
  if (typeof message === 'string') return [message]
  const forms = message as { match: Record<string, string> }[]
  return forms.flatMap((form) => Object.values(form.match))
}

function parameters(message: unknown): string[] {
  const named = sentences(message).flatMap((text) => [...text.matchAll(/(?<!\\)\{(\w+)\}/g)])
  return [...new Set(named.map((match) => match[1] ?? ''))].sort()
}

describe.each(capabilities)('the texts of %s', (capability) => {
  const source = read(capability, sourceLocale)

  test.each(locales)('in %s are all known in English', (locale) => {
    const unknown = Object.keys(read(capability, locale)).filter((key) => !(key in source))
    expect(unknown).toEqual([])
  })

  test.each(complete)('in %s have the same keys as in English', (locale) => {
    expect(Object.keys(read(capability, locale)).sort()).toEqual(Object.keys(source).sort())
  })

  test.each(locales)('in %s take the same parameters as in English', (locale) => {
    for (const [key, message] of Object.entries(read(capability, locale)))
      expect([key, parameters(message)]).toEqual([key, parameters(source[key])])
  })

  test.each(locales)('in %s are never empty', (locale) => {
    const texts = Object.entries(read(capability, locale))
    const empty = texts.filter(([, message]) => sentences(message).some((text) => !text.trim()))
    expect(empty).toEqual([])
  })

  test('have keys that begin with their capability, problem_ or field_', () => {
    const named = new RegExp(`^(${capability}|problem|field)_[a-z0-9_]+$`)
    expect(Object.keys(source).filter((key) => !named.test(key))).toEqual([])
  })
})

test('no key is defined by two capabilities', () => {
  const keys = capabilities.flatMap((capability) => Object.keys(read(capability, sourceLocale)))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

const glossary = readFileSync(new URL('../../docs/glossary.md', root), 'utf8')

/** The last column of a table of the glossary: words that messages must not use. */
function refusedWords(heading: string): string[] {
  const section = glossary.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  const last = rows.slice(2).map((row) => row.split('|').at(-2) ?? '')
  return last.flatMap((cell) => cell.split(',').map((word) => word.trim()))
}

const allSentences = (locale: Locale) =>
  capabilities.flatMap((capability) => Object.values(read(capability, locale)).flatMap(sentences))

test('English messages use the words of the glossary', () => {
  const refused = refusedWords('English on screen')
  const pattern = new RegExp(`(?<![/\\w-])(${refused.join('|')})(?!\\w)`, 'i')
  expect(refused).toContain('e-mail')
  expect(allSentences('en').filter((text) => pattern.test(text))).toEqual([])
})

test('English messages have typographic apostrophes and no double spaces', () => {
  const wrong = allSentences('en').filter((text) => /\w'\w| {2}/.test(text))
  expect(wrong).toEqual([])
})

test.each(['zh-CN', 'zh-TW'] as const)(
  'Chinese messages in %s use the words of the glossary',
  (locale) => {
    const refused = refusedWords('Chinese words')
    const found = allSentences(locale).filter((text) => refused.some((word) => text.includes(word)))
    expect(refused).toContain('账户')
    expect(found).toEqual([])
  }
)

test('a message is in the requested locale', () => {
  expect(m.web_reply_title({}, { locale: 'en' })).toBe('Reply')
  expect(m.web_reply_title({}, { locale: 'zh-TW' })).toBe('回覆')
})

test('English has singular and plural', () => {
  expect(m.web_row_replies({ count: 1 }, { locale: 'en' })).toBe('1 reply')
  expect(m.web_row_replies({ count: 2 }, { locale: 'en' })).toBe('2 replies')
})

test('a message can be found by key, and an unknown key is shown', () => {
  expect(translate('web_row_replies', { count: 2 }, 'zh-CN')).toBe('2 条回复')
  expect(translate('no_such_text', {}, 'en')).toBe('⟨no_such_text⟩')
})

test('what an incomplete language lacks is in English, and the share is known', async () => {
  await loadLanguages(['ja'])
  expect(translate('web_sign_in', {}, 'ja')).toBe('ログイン')
  expect(translate('web_admin_jobs', {}, 'ja')).toBe(translate('web_admin_jobs', {}, 'en'))
  expect(['web_sign_in', 'web_admin_jobs'].map((key) => isTranslated(key, 'ja'))).toEqual([
    true,
    false
  ])
  expect(missingShare('ja')).toBeGreaterThan(0.5)
  expect(missingShare('zh-TW')).toBe(0)
})

test('only our languages are locales', () => {
  expect(['en', 'zh-CN', 'zh', undefined].map(isLocale)).toEqual([true, true, false, false])
})

test('a waiting time is in its natural unit', () => {
  const told = (seconds: number, locale: 'en' | 'zh-CN') =>
    translate('problem_too_many_requests', { seconds }, locale)
  expect(told(1, 'en')).toBe('You’re going too fast. Try again in 1 second.')
  expect(told(3541, 'en')).toBe('You’re going too fast. Try again in 60 minutes.')
  expect(told(3541, 'zh-CN')).toBe('操作太频繁，请在60分钟后再试。')
  expect(told(86_400, 'zh-CN')).toBe('操作太频繁，请在24小时后再试。')
})
