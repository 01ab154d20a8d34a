import { invalid, type Context } from '@stoa/core'
import type { Transparency } from './contract.ts'
import { countMonth, monthBefore } from './transparency-statistics.ts'

/** So long the figures of a month that is over are not counted again; so many months are kept. */
const lifetime = 5 * 60_000
const atMost = 24
type Kept = { countedAt: number; statistics: Promise<Transparency> }
const kept = new WeakMap<Context['ports'], Map<string, Kept>>()

/**
 * What moderation did in a month, counted, and how it went over the twelve months up to it. Nobody is
 * named, and categories for staff are left out: everybody gets the same, out of the memory of this
 * process for five minutes.
 * @param month `2026-11`; without one the last that is over
 * @throws Problem 422 on `month` for one that is not over
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
