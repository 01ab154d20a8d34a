import { getPublicSuffix } from 'tldts'

/** Parses a web address or a bare host; undefined for anything else. */
export function addressOf(text: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  if (/^mailto:/i.test(text) || !URL.canParse(whole)) return undefined
  const url = new URL(whole)
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url : undefined
}

/**
 * The host of an address without path, query, port and user, or of a bare host; undefined for
 * anything more.
 */
export function hostAlone(text: string): string | undefined {
  const [, host = ''] = /^https?:\/\/([^/:@?#]+?)\.?\/$/.exec(addressOf(text)?.href ?? '') ?? []
  return host.includes('.') ? host : undefined
}

/** True if anybody can register a domain below the host, such as co.uk and github.io. */
export const isPublicSuffix = (host: string): boolean =>
  getPublicSuffix(host, { allowPrivateDomains: true }) === host
