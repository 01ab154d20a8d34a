/** Periods that statistics of articles are shown for, in days. */
export const periods = [30, 90, 365] as const

/** The period that a page is asked for. */
export const daysIn = (url: URL): number =>
  periods.find((days) => String(days) === url.searchParams.get('days')) ?? 90
