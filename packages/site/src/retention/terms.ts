type Unit = 'days' | 'hours'

export type Term = {
  unit: Unit
  /** Value of a forum that has not chosen one. */
  usual: number
  least: number
  most: number
  /** The law or standard that the rule comes from, as it is cited. */
  source: string
}

/**
 * How long the forum keeps what it does not keep for ever, with the bounds within which an admin
 * may choose. The cleaner of each stands beside the tables of its capability; see `ports.ts`.
 */
const table = {
  // Complaints and disputes come within months of the answer.
  ticket_details: { unit: 'days', usual: 180, least: 30, most: 1095, source: 'GDPR Art. 5(1)(e)' },
  // A closed ticket can be reopened for seven days, and then its details are needed again.
  identity_papers: {
    ...{ unit: 'days', usual: 30, least: 7, most: 180 },
    source: 'GDPR Art. 5(1)(c), (e); PIPL Art. 19, 28'
  },
  // As long as an attack on accounts is traced.
  addresses: { unit: 'days', usual: 30, least: 7, most: 90, source: 'GDPR Recital 49' },
  drafts: { unit: 'days', usual: 90, least: 14, most: 365, source: 'GDPR Art. 5(1)(e)' },
  refused_uploads: { unit: 'hours', usual: 24, least: 6, most: 72, source: 'GDPR Art. 5(1)(c)' },
  // Twelve months at least; it is removed by whole months.
  security_log: { unit: 'days', usual: 400, least: 365, most: 1826, source: 'PCI DSS 10.5.1' }
} as const satisfies Record<string, Term>

export type TermKey = keyof typeof table

export const terms: Record<TermKey, Term> = table

export const termKeys = Object.keys(table) as [TermKey, ...TermKey[]]

const milliseconds = { days: 24 * 3600_000, hours: 3600_000 }

/** The length of a value of a term in milliseconds. */
export const lengthOf = (term: TermKey, value: number): number =>
  value * milliseconds[terms[term].unit]
