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

const otherNames: Record<string, string> = {
  tg: 'telegram',
  电报: 'telegram',
  電報: 'telegram',
  飞机: 'telegram',
  飛機: 'telegram',
  twitter: 'x',
  推特: 'x',
  微博: 'weibo'
}

/** The account that https://t.me/HarborNews shows; undefined for other pages. */
export function accountAt({ hostname, pathname }: URL): Account | undefined {
  const place = places[hostname.replace(/^(?:www|m|mobile)\./, '')]
  const handle = /^\/@?([\w.-]{2,60})\/?$/.exec(pathname)?.[1]
  return place && handle ? { handle: handle.toLowerCase(), place } : undefined
}

/** "Telegram @HarborNews" is that handle at that place, "@HarborNews" it anywhere. */
export function accountNamed(text: string): Account {
  const place = /^(\p{L}+)(?:\s*[:：@]|\s+\S)/u.exec(text.trim())?.[1]?.toLowerCase()
  const handle = handleOf(text) ?? text
  return place ? { handle, place: otherNames[place] ?? place } : { handle }
}

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
