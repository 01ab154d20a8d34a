import { invalid, type Context } from '@stoa/core'
import type { Transparency } from './endpoints/public-contract.ts'
import { countMonth, monthBefore } from './transparency-statistics.ts'

/** Milliseconds until a month is counted again, and how many months are cached. */
const lifetime = 5 * 60_000
const atMost = 24
type Kept = { countedAt: number; statistics: Promise<Transparency> }
const kept = new WeakMap<Context['ports'], Map<string, Kept>>()

/**
 * Returns counts of moderation in a month and the twelve months up to it. They contain no names and
 * leave out categories for staff, so everybody gets the same cached answer.
 * @param month such as `2026-11`; by default the last one that has ended
 * @throws Problem 422 on `month` if it has not ended
 */
export async function showTransparency(
  ctx: Context,
  { month = monthBefore(monthOf(ctx.now)) }: { month?: string }
): Promise<Transparency> {
  if (month >= monthOf(ctx.now)) throw invalid('month', 'moderation_month')
  return statisticsOf(ctx, month)
}

function statisticsOf(ctx: Context, month: string): Promise<Transparency> {
  const known = kept.get(ctx.ports) ?? new Map<string, Kept>()
  kept.set(ctx.ports, known)
  const countedAt = Date.parse(ctx.now)
  const found = known.get(month)
  if (found && Math.abs(countedAt - found.countedAt) < lifetime) return found.statistics
  const statistics = countMonth(ctx, month)
  known.delete(month)
  known.set(month, { countedAt, statistics })
  statistics.catch(() => known.delete(month))
  for (const oldest of [...known.keys()].slice(0, -atMost)) known.delete(oldest)
  return statistics
}

const monthOf = (time: string) => time.slice(0, 7)
