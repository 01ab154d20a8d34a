import type { JudgedLink } from '../ports.ts'

/** How a link to another site is shown: by which address, and whether as an official one; or as text. */
export type LinkShower = (url: string) => { href: string; official?: boolean } | 'text'

/** Links as the judge sees them; with `leaving` unknown hosts are reached by the leaving page. */
export const shownBy =
  (judge: (url: string) => JudgedLink, leaving: boolean): LinkShower =>
  (url) => {
    const { verdict, leave } = judge(url)
    if (verdict === 'lookalike' || verdict === 'blocked') return 'text'
    if (verdict === 'official') return { href: url, official: true }
    return { href: leaving ? leave : url }
  }

/** The attributes of a link to another site; undefined where it stays text. */
export function attributesOf(url: string, show: LinkShower): Record<string, string> | undefined {
  const shown = show(url)
  if (shown === 'text') return undefined
  const { href, official } = shown
  if (official) return { href, class: 'official', rel: 'noopener' }
  return { href, rel: 'nofollow ugc noopener' }
}

/** The host an absolute address leads to; nothing for a path or an address that isn't one. */
export const hostOf = (href: string): string | undefined =>
  URL.canParse(href) ? new URL(href).hostname : undefined

const isHostName = (word: string) => /^\p{L}[\p{L}\p{N}-]+$/u.test(word.split('.').at(-1) ?? '')

/** Words with a dot in them, dots of any width, whose last part could be a top-level domain. */
function hostsIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/[。｡]/g, '.').toLowerCase()
  const words = plain.split(/[^\p{L}\p{N}.-]+/u).map((word) => word.replace(/^\.+|\.+$/g, ''))
  return words.filter((word) => word.includes('.') && isHostName(word))
}

/** Whether the text is an address of its own that leads to the same host without a disguise. */
function isAddressOf(text: string, host: string): boolean {
  if (!URL.canParse(text)) return false
  const { hostname, username } = new URL(text)
  return hostname === host && username === ''
}

/**
 * Whether a link's text names a host and the link leads to another one: [bank.example](https://x.test).
 * Look-alike letters stay what they are, so a Cyrillic look-alike of the real host is another host.
 */
export function namesAnotherHost(text: string, href: string): boolean {
  const host = hostOf(href)
  if (host === undefined || isAddressOf(text.trim(), host)) return false
  const isReal = (named: string) => endsWithHost(named, host) || host.endsWith(`.${named}`)
  return !hostsIn(text).every(isReal)
}

const letterOfHost = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{N}-]$/u

/** As 访问bank.example ends with bank.example, and my-bank.example does not. */
const endsWithHost = (named: string, host: string) =>
  named.endsWith(host) && !letterOfHost.test(named.slice(0, -host.length))
