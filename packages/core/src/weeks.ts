import { after } from './context.ts'

const day = 24 * 3600_000

/** Returns the Monday of a week, UTC. */
export function weekOf(now: string): string {
  const weekday = (new Date(now).getUTCDay() + 6) % 7
  return after(now, -weekday * day).slice(0, 10)
}
