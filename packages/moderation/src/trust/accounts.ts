import { isOneEditApart, looseSkeleton } from '@stoa/guards'
import type { OfficialAnswer } from './contract.ts'
import { handleOf } from './keys.ts'
import type { Lists } from './lists.ts'

type Account = { handle: string; place?: string }

/** Where a page of somebody's begins with their handle. */
const places: Record<string, string> = {
  't.me': 'telegram',
  'telegram.me': 'telegram',
  'x.com': 'x',
  'twitter.com': 'x',
  'facebook.com': 'facebook',
  'instagram.com': 'instagram',
  'youtube.com': 'youtube',
  'weibo.com': 'weibo'
}

/** What people call a place. */
const names = new Map([
  ...['telegram', 'x', 'facebook', 'instagram', 'youtube', 'weibo'].map(itself),
  ...['whatsapp', 'wechat', 'line', 'discord', 'tiktok', 'qq'].map(itself),
  ...['tg', '电报', '電報', '飞机', '飛機'].map((name) => [name, 'telegram'] as const),
  ...['twitter', '推特'].map((name) => [name, 'x'] as const),
  ['微博', 'weibo'],
  ['微信', 'wechat']
])

function itself(name: string) {
  return [name, name] as const
}

/** The account that https://t.me/HarborNews shows; undefined for other pages. */
export function accountAt({ hostname, pathname }: URL): Account | undefined {
  const place = places[hostname.replace(/^(?:www|m|mobile)\./, '')]
  const handle = /^\/@?([\w.-]{2,60})\/?$/.exec(pathname)?.[1]
  return place && handle ? { handle: handle.toLowerCase(), place } : undefined
}

/** "Official Telegram @HarborNews" is that handle at that place, "@HarborNews" it anywhere. */
export function accountNamed(text: string): Account {
  const handle = handleOf(text) ?? text
  const place = knownIn(text.slice(0, -handle.length)) ?? firstWord(text)
  return place ? { handle, place } : { handle }
}

/** The first place that is named; beside other Han, too: 官方电报. */
function knownIn(words: string): string | undefined {
  const called = words.toLowerCase().match(/\p{sc=Han}+|\p{L}+/gu) ?? []
  const isCalled = (name: string) =>
    called.some((word) => word === name || (/\p{sc=Han}/u.test(name) && word.includes(name)))
  return [...names].find(([name]) => isCalled(name))?.[1]
}

/** The name of a place that is not known here. */
const firstWord = (text: string) =>
  /^(\p{L}+)(?:\s*[:：@]|\s+\S)/u.exec(text.trim())?.[1]?.toLowerCase()

/** Whose account it is: official only where it is listed, a look-alike of that elsewhere. */
export function judgeAccount({ entries }: Lists, { handle, place }: Account): OfficialAnswer {
  const accounts = entries.filter(({ kind }) => kind === 'account')
  const isThere = (value: string) => {
    const theirs = accountNamed(value).place
    return place === undefined || theirs === undefined || theirs === place
  }
  const listed = accounts.find(({ key, value }) => key === handle && isThere(value))
  if (listed) return { verdict: 'official', of: listed.value, reasons: ['listed'] }
  const looks = looseSkeleton(handle)
  for (const { key, value } of accounts) {
    const wanted = looseSkeleton(key)
    if (looks === wanted) return { verdict: 'lookalike', of: value, reasons: ['confusable'] }
    if (wanted.length > 4 && isOneEditApart(looks, wanted))
      return { verdict: 'lookalike', of: value, reasons: ['one_edit'] }
  }
  return { verdict: 'unknown', reasons: ['not_listed'] }
}
