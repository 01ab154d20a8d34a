import { after } from '@stoa/core'
import type { BuiltInType, Phase } from './schema.ts'

/**
 * `unconfirmed`: the window of a maintenance is over, and nobody has reported that it is finished.
 */
export const shownPhases = ['unconfirmed'] as const
export type ShownPhase = Phase | (typeof shownPhases)[number]

/** Facts on which the phase of an announcement depends. */
export type Timed = {
  basis: BuiltInType
  phase: Phase | null
  startsAt: string | null
  endsAt: string | null
  changedAt: string
}

export const day = 24 * 3600_000

/**
 * Returns the phase that readers see. A maintenance follows its window, whatever its last update
 * said.
 */
export function shownPhase(
  { basis, phase, startsAt, endsAt }: Timed,
  now: string
): ShownPhase | null {
  if (basis !== 'maintenance' || phase === 'finished') return phase
  if (hasPassed(endsAt, now)) return 'unconfirmed'
  return hasPassed(startsAt, now) ? 'started' : phase
}

const hasPassed = (time: string | null, now: string) => time !== null && time <= now

/** Whether an ongoing incident has had no news for a day. */
const isStale = ({ basis, phase, changedAt }: Timed, now: string): boolean =>
  basis === 'incident' && phase !== 'resolved' && after(changedAt, day) <= now

/**
 * Whether an announcement has ceased to be news: an incident that is resolved or was last updated a
 * day ago, and a warning of a day ago.
 */
export const isFolded = (timed: Timed, now: string): boolean =>
  timed.phase === 'resolved' ||
  isStale(timed, now) ||
  (timed.basis === 'risk' && after(timed.changedAt, day) <= now)

/** Whether readers wait for news: of an incident that goes on, or a maintenance that has begun. */
export const isUnderWay = (timed: Timed, now: string): boolean => {
  if (timed.basis === 'incident') return timed.phase !== 'resolved'
  return ['started', 'unconfirmed'].includes(shownPhase(timed, now) ?? '')
}

/** Whether a maintenance is finished or its window is over. */
export const isOver = (timed: Timed, now: string): boolean =>
  timed.basis === 'maintenance' &&
  ['finished', 'unconfirmed'].includes(shownPhase(timed, now) ?? '')

/**
 * Time of the next reminder for the writer: at the start and the end of a maintenance and daily
 * afterwards; daily after the last news of an incident. Null if nothing is left to report.
 */
export function nextReminder(timed: Timed, now: string): string | null {
  const { basis, phase, startsAt, endsAt, changedAt } = timed
  if (basis === 'incident') return phase === 'resolved' ? null : daily(changedAt, now)
  if (basis !== 'maintenance' || phase === 'finished' || startsAt === null) return null
  if (!hasPassed(startsAt, now)) return startsAt
  if (endsAt !== null && !hasPassed(endsAt, now)) return endsAt
  return daily(endsAt ?? startsAt, now)
}

/** The first whole number of days after `since` that lies in the future. */
function daily(since: string, now: string): string {
  const passed = Math.floor((Date.parse(now) - Date.parse(since)) / day)
  return after(since, (Math.max(passed, 0) + 1) * day)
}
