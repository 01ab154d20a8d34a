import { addressOf, isOneEditApart, looseSkeleton } from '@stoa/guards'
import type { OfficialAnswer } from './contract.ts'
import type { Lists } from './lists.ts'

type Account = { handle: string; place?: string }

/** Sites whose profile pages have the handle as the path. */
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

/** Names of places as people write them. */
const names = new Map([
  ...['telegram', 'x', 'facebook', 'instagram', 'youtube', 'weibo'].map(itself),
  ...['whatsapp', 'wechat', 'line', 'discord', 'tiktok', 'qq'].map(itself),
  ...['tg', '电报', '電報', '飞机', '飛機'].map((name) => [name, 'telegram'] as const),
  ...['twitter', '推特'].map((name) => [name, 'x'] as const),
  ['微博', 'weibo'],
  ...['微信', '公众号', '公眾號'].map((name) => [name, 'wechat'] as const)
])

function itself(name: string) {
  return [name, name] as const
}

/** The account of a profile page such as https://t.me/HarborNews; undefined for other pages. */
export function accountAt({ hostname, pathname }: URL): Account | undefined {
  const place = places[hostname.replace(/^(?:www|m|mobile)\./, '')]
  const handle = /^\/@?([\w.-]{2,60})\/?$/.exec(pathname)?.[1]
  return place && handle ? { handle: handle.toLowerCase(), place } : undefined
}

/** The account whose link or name the text is. */
export function accountIn(text: string): Account {
  const url = addressOf(text.trim())
  return (url && accountAt(url)) ?? accountNamed(text)
}

/** The handle at the end of a text: "Telegram @HarborNews" → harbornews. */
export const handleOf = (text: string): string | undefined =>
  /@?([\p{L}\p{N}_.-]{2,60})$/u.exec(text.trim())?.[1]?.toLowerCase()

/** The handle in an account's key, see `keyOf`. */
export const handleIn = (key: string): string => key.replace(/@.*/, '')

/**
 * "Official Telegram @HarborNews" and "@HarborNews on Telegram" have a place; "@HarborNews" has
 * none.
 */
export function accountNamed(text: string): Account {
  const plain = text.toLowerCase()
  const handle = markedIn(plain) ?? handleOf(plain) ?? plain
  const beside = plain.replace(handle, ' ').match(/\p{sc=Han}+|[^\P{L}\p{sc=Han}]+/gu) ?? []
  const place = knownIn(beside) ?? unknownIn(beside, handle)
  return place ? { handle, place } : { handle }
}

// Han may follow the handle without a space.
const marked =
  /(?<![\p{L}\p{N}_.])@([a-z0-9_.-]{1,59}[a-z0-9_](?=\p{sc=Han}|[^\p{L}\p{N}_]|$)|[\p{L}\p{N}_.-]{1,59}[\p{L}\p{N}_])/u

/** The handle after an @, anywhere in the text. */
const markedIn = (text: string) => marked.exec(text)?.[1]

/** The known place that a text names, or undefined. */
export const placeNamed = (text: string): string | undefined =>
  knownIn(text.toLowerCase().match(/\p{sc=Han}+|[^\P{L}\p{sc=Han}]+/gu) ?? [])

/** The first known place. Han names are found within other Han, too: 官方电报. */
function knownIn(words: string[]): string | undefined {
  const isCalled = (name: string) =>
    words.some((word) => word === name || (/\p{sc=Han}/u.test(name) && word.includes(name)))
  return [...names].find(([name]) => isCalled(name))?.[1]
}

// Words beside a handle that name no place: what the account is, or a question about it.
const noPlaces = new Set(
  [
    'official account handle channel group page user team support help service customer the our my a an',
    'on at in of from is it this that real legit genuine fake scam safe you your yours or not',
    'staff moderator admin member person someone he she they called named forum here who works work'
  ].flatMap((words) => words.split(' '))
)
const nothingInHan = new RegExp(
  '官方|账号|帳號|频道|頻道|客服|主页|主頁|请问|請問|这个|這個|[是的吗嗎么麼不真假号號群]',
  'gu'
)

/** True if a word beside a handle only describes it or asks about it. */
export const saysNoPlace = (word: string): boolean => noPlaces.has(word)

/**
 * Any other word may be an unknown place, unless it is part of the handle: Harbor News @HarborNews.
 */
const unknownIn = (words: string[], handle: string) =>
  words
    .map((word) => word.replace(nothingInHan, ''))
    .find((word) => word !== '' && !saysNoPlace(word) && !handle.includes(word))

/** Judges an account: official only at the listed place, a look-alike at any other. */
export function judgeAccount({ entries }: Lists, { handle, place }: Account): OfficialAnswer {
  const accounts = entries.filter(({ kind }) => kind === 'account')
  const isThere = (value: string) => {
    const theirs = accountIn(value).place
    return place === undefined || theirs === undefined || theirs === place
  }
  const listed = accounts.find(({ key, value }) => handleIn(key) === handle && isThere(value))
  if (listed) return { verdict: 'official', of: listed.value, reasons: ['listed'] }
  const looks = looseSkeleton(handle)
  for (const { key, value } of accounts) {
    const wanted = looseSkeleton(handleIn(key))
    if (looks === wanted) return { verdict: 'lookalike', of: value, reasons: ['confusable'] }
    if (wanted.length > 4 && isOneEditApart(looks, wanted))
      return { verdict: 'lookalike', of: value, reasons: ['one_edit'] }
  }
  return { verdict: 'unknown', reasons: ['not_listed'] }
}
