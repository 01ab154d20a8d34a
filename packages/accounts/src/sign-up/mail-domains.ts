import { domainToASCII } from 'node:url'

const shape = /^(\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/**
 * Normalizes a domain: `example.org` for that domain only, `*.example.org` for every domain below
 * it but not itself. Letters beyond ASCII become Punycode.
 * @returns undefined if it is invalid, or too wide such as `*.org`
 */
export function normalizeDomain(typed: string): string | undefined {
  const [, wildcard = '', host = ''] = /^@?(\*\.)?(.*)$/s.exec(typed.trim().toLowerCase()) ?? []
  const domain = `${wildcard}${domainToASCII(host)}`
  return shape.test(domain) && domain.length <= 255 ? domain : undefined
}

/** @param domain as `normalizeDomain` returns it */
export function isAtDomain(email: string, domain: string): boolean {
  const host = domainToASCII(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
  return domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain
}
