/** Periods of the statistics in days. */
export const periods = [7, 30, 90, 365]
