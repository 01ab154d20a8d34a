const minute = 60_000

/** Delays between attempts: ten attempts in about three days, as Standard Webhooks propose. */
const waits = [1, 5, 30, 120, 300, 600, 840, 1200, 1440].map((minutes) => minutes * minute)

/**
 * The delay after a failed attempt in milliseconds; undefined if the message has failed
 * permanently.
 * @param attempts the number of earlier attempts
 */
export const waitAfter = (attempts: number): number | undefined => waits[attempts]
