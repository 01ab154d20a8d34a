const day = 24 * 3600_000

/** Days for which the forum keeps data whose period no admin chooses. Its capability deletes it. */
export const fixedPeriodDays = {
  closed_accounts: 7,
  unconfirmed_accounts: 7,
  known_networks: 180,
  invitation_addresses: 30,
  zero_result_queries: 182,
  daily_visitors: 1,
  article_feedback: 365
} as const

export type FixedPeriod = keyof typeof fixedPeriodDays

export const fixedPeriodKeys = Object.keys(fixedPeriodDays) as [FixedPeriod, ...FixedPeriod[]]

/** Returns the length of a fixed period in milliseconds. */
export const fixedPeriod = (period: FixedPeriod): number => fixedPeriodDays[period] * day
