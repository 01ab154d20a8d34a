import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packNames, readPack } from '../../src/packs/pack.ts'
import { demoAnnouncements, demoCategories, demoSavedReplies } from '../../src/demo/texts.ts'

// Names in two languages in one text, such as “提现 Withdrawals”: each reader gets their own.

type Messages = Record<string, unknown>

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Messages
const files = (locale: string) => globSync(`packages/messages/*/${locale}.json`).sort()
const messages = (locale: string) => Object.assign({}, ...files(locale).map(read)) as Messages

/** Strings of any depth. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap((part) => textsIn(part))

const english = messages('en')
const chinese = [messages('zh-CN'), messages('zh-TW')]
const packs = await Promise.all(packNames.map(readPack))

/** English and Chinese names of one thing, from short messages and from packs. */
const pairs = [
  ...Object.entries(english).flatMap(([key, name]) =>
    chinese.map((texts) => [name, texts[key]] as const)
  ),
  ...packs.flatMap(({ topics, words }) =>
    Object.keys(topics).map((key) => [words.en?.topics[key], words['zh-CN']?.topics[key]] as const)
  )
].flatMap(([latin, han]) =>
  typeof latin === 'string' && typeof han === 'string' ? [{ latin, han }] : []
)
const names = pairs.filter(
  ({ latin, han }) => /^[A-Za-z][A-Za-z ]{3,24}$/.test(latin) && /^\p{sc=Hani}{2,8}$/u.test(han)
)

/** Brands, and examples of what people type: the hints of related search words and of rules. */
const allowed = ['deposit', 'frozen', 'stolen', 'code']

const distinct = [...new Map(names.map((pair) => [Object.values(pair).join(), pair])).values()]

/** Parameters and targets of links are no words. */
const wordsOf = (text: string) => text.replace(/\{\w+\}|\]\([^)]*\)/g, ' ␣ ')

/** The names of one thing that stand beside each other in a text, in either order. */
function lumpIn(text: string): string[] {
  const said = wordsOf(text)
  if (!/\p{sc=Hani}/u.test(said) || !/[A-Za-z]{4}/.test(said)) return []
  const lower = said.toLowerCase()
  const near = distinct.filter(
    ({ latin, han }) => said.includes(han) && lower.includes(latin.toLowerCase())
  )
  return near.flatMap(({ latin, han }) => {
    const between = '[^\\p{L}\\p{N}␣]{0,4}'
    const both = `(?<![A-Za-z])${latin}s?${between}${han}|${han}${between}${latin}(?![a-z]{2})`
    const isLump = !allowed.includes(latin.toLowerCase()) && new RegExp(both, 'iu').test(said)
    return isLump ? [`${latin} ${han}: ${text}`] : []
  })
}

test('a lump is found in either order, and a term that Chinese borrows is not', () => {
  expect(lumpIn('公告 Announcements')).not.toEqual([])
  expect(lumpIn('Announcements / 公告')).not.toEqual([])
  expect(lumpIn('用 Markdown 写公告')).toEqual([])
})

test('no message, text of a pack or official text of the demo names a thing twice', () => {
  const texts = [
    ...textsIn(english),
    ...textsIn(chinese),
    ...textsIn(packs.map(({ words }) => words)),
    ...textsIn([demoCategories, demoSavedReplies]),
    ...textsIn(demoAnnouncements.map(({ texts }) => texts))
  ]
  expect(texts.flatMap(lumpIn)).toEqual([])
})

// Names are short, so that two scripts in one are two names of it, unless a term is borrowed.
const borrowed = /^(?:API|P2P|Webhook|UID|KYC|App|USDT|TRC20|ERC20|iOS|Android)$/

test('names that staff choose from are in one script', () => {
  const chosen = [
    ...demoSavedReplies.flatMap(({ names }) => Object.values(names)),
    ...packs.flatMap(({ words }) =>
      Object.values(words).flatMap(({ topics, categories, replies }) => [
        ...Object.values(topics),
        ...[...Object.values(categories), ...Object.values(replies)].map(({ name }) => name)
      ])
    )
  ]
  const mixed = chosen.filter(
    (name) =>
      /\p{sc=Hani}/u.test(name) &&
      (name.match(/[A-Za-z][A-Za-z0-9]+/g) ?? []).some((word) => !borrowed.test(word))
  )
  expect(mixed).toEqual([])
})
