import type { JudgedLink } from '../ports.ts'

/**
 * Decides how an external link is shown: its `href` and whether it is official, or as plain text.
 */
export type LinkShower = (url: string) => { href: string; official?: boolean } | 'text'

/**
 * Shows links by the judge's verdict. With `leaving`, unknown hosts are linked through the leaving
 * page.
 */
export const shownBy =
  (judge: (url: string) => JudgedLink, leaving: boolean): LinkShower =>
  (url) => {
    const { verdict, leave } = judge(url)
    if (verdict === 'lookalike' || verdict === 'blocked') return 'text'
    if (verdict === 'official') return { href: url, official: true }
    return { href: leaving ? leave : url }
  }

/** Attributes of an external link; undefined if it is shown as text. */
export function attributesOf(url: string, show: LinkShower): Record<string, string> | undefined {
  const shown = show(url)
  if (shown === 'text') return undefined
  const { href, official } = shown
  if (official) return { href, class: 'official', rel: 'noopener' }
  return { href, rel: 'nofollow ugc noopener' }
}

/** Host of an absolute URL; undefined for a path or an invalid URL. */
export const hostOf = (href: string): string | undefined =>
  URL.canParse(href) ? new URL(href).hostname : undefined

const isHostName = (word: string) => /^\p{L}[\p{L}\p{N}-]+$/u.test(word.split('.').at(-1) ?? '')

/**
 * Words that could be host names: they contain a dot of any width, and the last part could be a
 * top-level domain.
 */
function hostsIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/[。｡]/g, '.').toLowerCase()
  const words = plain.split(/[^\p{L}\p{N}.-]+/u).map((word) => word.replace(/^\.+|\.+$/g, ''))
  return words.filter((word) => word.includes('.') && isHostName(word))
}

/**
 * Whether the text is itself a URL to the same host, without user information that disguises it.
 */
function isAddressOf(text: string, host: string): boolean {
  if (!URL.canParse(text)) return false
  const { hostname, username } = new URL(text)
  return hostname === host && username === ''
}

/**
 * Whether a link's text names a host other than the one it leads to, such as
 * [bank.example](https://x.test). Homoglyphs are not mapped, so a Cyrillic look-alike of the real
 * host is another host.
 */
export function namesAnotherHost(text: string, href: string): boolean {
  const host = hostOf(href)
  if (host === undefined || isAddressOf(text.trim(), host)) return false
  const isReal = (named: string) => endsWithHost(named, host) || host.endsWith(`.${named}`)
  return !hostsIn(text).every(isReal)
}

const letterOfHost = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{N}-]$/u

/** 访问bank.example ends with the host bank.example; my-bank.example does not. */
const endsWithHost = (named: string, host: string) =>
  named.endsWith(host) && !letterOfHost.test(named.slice(0, -host.length))
