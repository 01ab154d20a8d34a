import { invalid } from '@stoa/core'
import { normalizeDomain } from '../sign-up/mail-domains.ts'

/** @throws Problem 422 on `ownedDomains` */
export function normalizeDomains(typed: readonly string[]): string[] {
  const domains = typed.map((one) => {
    const domain = normalizeDomain(one)
    if (!domain) throw invalid('ownedDomains', 'field_domain', { domain: one })
    return domain
  })
  return [...new Set(domains)]
}
