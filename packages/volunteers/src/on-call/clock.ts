/**
 * A weekly shift. `days`: 1 is Monday; `from` and `to`: local times `HH:MM`; `timeZone`: an IANA
 * name.
 */
export type Shift = { days: readonly number[]; from: string; to: string; timeZone: string }

/**
 * True if the shift covers the time (ISO 8601 UTC). A shift starts on its `days`. If `to` is not
 * after `from` it ends on the next day, so that equal times make a full day.
 */
export function isOnDuty({ days, from, to, timeZone }: Shift, time: string): boolean {
  const local = localTime(time, timeZone)
  if (from < to) return days.includes(local.day) && from <= local.clock && local.clock < to
  const dayBefore = local.day === 1 ? 7 : local.day - 1
  const began = days.includes(local.day) && from <= local.clock
  return began || (days.includes(dayBefore) && local.clock < to)
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const
  const clock = new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone })
  clocks.set(timeZone, clock)
  return clock
}

function localTime(time: string, timeZone: string): { day: number; clock: string } {
  const parts = clockOf(timeZone).formatToParts(Date.parse(time))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: weekdays.indexOf(part('weekday')) + 1,
    clock: `${part('hour')}:${part('minute')}`
  }
}
