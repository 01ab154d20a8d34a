type Unit = 'days' | 'hours'

export type PeriodRule = {
  unit: Unit
  /** Value of a forum that has not chosen one. */
  default: number
  minimum: number
  maximum: number
  /** The law or standard that the rule comes from, as it is cited. */
  source: string
}

/**
 * How long the forum keeps what it does not keep for ever, with the bounds within which an admin
 * may choose. The cleaner of each stands beside the tables of its capability; see `ports.ts`.
 */
const table = {
  // Complaints and disputes come within months of the answer.
  ticket_details: {
    unit: 'days',
    default: 180,
    minimum: 30,
    maximum: 1095,
    source: 'GDPR Art. 5(1)(e)'
  },
  // A closed ticket can be reopened for seven days, and then its details are needed again.
  identity_documents: {
    ...{ unit: 'days', default: 30, minimum: 7, maximum: 180 },
    source: 'GDPR Art. 5(1)(c), (e); PIPL Art. 19, 28'
  },
  // As long as an attack on accounts is traced.
  addresses: { unit: 'days', default: 30, minimum: 7, maximum: 90, source: 'GDPR Recital 49' },
  drafts: { unit: 'days', default: 90, minimum: 14, maximum: 365, source: 'GDPR Art. 5(1)(e)' },
  refused_uploads: {
    unit: 'hours',
    default: 24,
    minimum: 6,
    maximum: 72,
    source: 'GDPR Art. 5(1)(c)'
  },
  // Twelve months at least; it is removed by whole months.
  security_log: {
    unit: 'days',
    default: 400,
    minimum: 365,
    maximum: 1826,
    source: 'PCI DSS 10.5.1'
  }
} as const satisfies Record<string, PeriodRule>

export type PeriodKey = keyof typeof table

export const retentionPeriods: Record<PeriodKey, PeriodRule> = table

export const periodKeys = Object.keys(table) as [PeriodKey, ...PeriodKey[]]

const milliseconds = { days: 24 * 3600_000, hours: 3600_000 }

/** The length of a value of a period in milliseconds. */
export const lengthOf = (period: PeriodKey, value: number): number =>
  value * milliseconds[retentionPeriods[period].unit]
