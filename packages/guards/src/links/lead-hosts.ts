import { parse } from 'tldts'
import { brokenHosts, mayHaveBrokenDots, mended } from './broken-dots.ts'
import type { Lead } from './lead.ts'
import { isNoHost } from './no-hosts.ts'
import { looseSkeleton } from '../text-forms/skeleton.ts'

/** Letters with look-alikes of ASCII; Han around an address do not belong to it. */
const letter = String.raw`[a-z0-9\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}-]`
const path = String.raw`(?::\d{2,5})?(?:[/?#][^\s\p{sc=Han}<>"'“”‘’，。；、（）()【】「」]*)?`

/** Addresses with a scheme (also h**p), including a deceptive user before the host. */
const withScheme = new RegExp(
  String.raw`(?<![a-z])(?:h[tx]{2}ps?|ftp|wss?):[/\\]{1,3}[^\s\p{sc=Han}<>"'“”‘’，。；、（）【】「」]{2,300}`,
  'giu'
)

/** Starts after a non-letter and has bounded parts, so matching is linear. */
const bare = new RegExp(
  String.raw`(?<!${letter}|[.@_])(?:${letter}{1,63}[.])+${letter}{2,24}(?!${letter}|[_(])${path}`,
  'giu'
)

const broken = brokenHosts.map(({ source, flags }) => new RegExp(`(?:${source})${path}`, flags))

/** Finds web addresses in a normalized text, with or without scheme, also with broken dots. */
export function findHosts(text: string): Lead[] {
  const whole = [
    ...matches(text, withScheme),
    ...matches(text, bare).filter((one) => isHost(text, one))
  ]
  const apart = mayHaveBrokenDots(text) ? broken.flatMap((pattern) => matches(text, pattern)) : []
  return [...whole, ...apart.map((lead) => ({ ...lead, value: mended(lead.value) }))]
}

const matches = (text: string, pattern: RegExp): Lead[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => {
    const value = found.replace(/[.,;:!?)\]}*`~]+$/, '')
    return { kind: 'address', value, start: index, end: index + value.length }
  })

/** Reserved top-level domains, which stand for real ones in tests and documents. */
const reserved = new Set(['example', 'test', 'invalid', 'onion'])

function isHost(text: string, { value, start, end }: Lead): boolean {
  const host = /^[^/:?#]+/.exec(value)?.[0] ?? ''
  if (!hasKnownEnding(host.toLowerCase())) return false
  const leadsOn = value.length > host.length
  return (
    leadsOn ||
    !isNoHost(host, {
      before: text.slice(Math.max(0, start - 40), start),
      after: text.slice(end, end + 40)
    })
  )
}

function hasKnownEnding(host: string): boolean {
  const ending = host.split('.').at(-1) ?? ''
  // A version number has no letters in its ending; its skeleton would have.
  if (!/\p{L}{2}/u.test(ending)) return false
  if (reserved.has(ending)) return true
  return [host, looseSkeleton(host)].some((one) => {
    const { isIcann, isPrivate } = parse(one, { allowPrivateDomains: true })
    return isIcann === true || isPrivate === true
  })
}
