import { domainToASCII } from 'node:url'

const shape = /^(\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/**
 * A domain as it is compared: `example.org` for addresses there alone, `*.example.org` for those of every
 * domain below it, itself not. Letters beyond ASCII become Punycode.
 * @returns undefined for what is none, or what is open to half the world such as `*.org`
 */
export function normalizeDomain(typed: string): string | undefined {
  const [, wildcard = '', host = ''] = /^@?(\*\.)?(.*)$/s.exec(typed.trim().toLowerCase()) ?? []
  const domain = `${wildcard}${domainToASCII(host)}`
  return shape.test(domain) && domain.length <= 255 ? domain : undefined
}

/** @param domain as `normalizeDomain` gives it */
export function isAtDomain(email: string, domain: string): boolean {
  const host = domainToASCII(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
  return domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain
}
