import { StartError } from '@stoa/core/server'

/** How many backups stay: the newest of each of the last `count` days, weeks or months with one. */
export type Keep = { count: number; unit: 'd' | 'w' | 'm' }[]

const nameShape = /^stoa-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/

/** The name of a backup, which says when it was made. @param now ISO 8601 */
export const backupName = (now: string) =>
  `stoa-${now.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}.backup`

/** When a backup was made; undefined for a file of another name. */
function timeOf(name: string): Date | undefined {
  const [, year, month, ...rest] = (nameShape.exec(name) ?? []).map(Number)
  if (year === undefined || month === undefined) return undefined
  return new Date(Date.UTC(year, month - 1, ...rest))
}

/** The files of backups that were killed before they were complete, a day ago or more. */
export const abandonedParts = (names: readonly string[], now: Date): string[] =>
  names.filter((name) => {
    const begun = name.endsWith('.part') && timeOf(name.slice(0, -'.part'.length))
    return begun && now.getTime() - begun.getTime() > dayMs
  })

const dayMs = 24 * 3600_000
const dayOf = (time: Date) => Math.floor(time.getTime() / dayMs)

// The first day of 1970 was a Thursday; weeks begin on Mondays.
const periods = {
  d: dayOf,
  w: (time: Date) => Math.floor((dayOf(time) + 3) / 7),
  m: (time: Date) => time.getUTCFullYear() * 12 + time.getUTCMonth()
}

/** Reads a list such as `7d,4w,6m`. @throws StartError */
export function parseKeep(text: string): Keep {
  return text.split(',').map((part) => {
    const [, count, unit] = /^([1-9]\d{0,3})([dwm])$/.exec(part.trim()) ?? []
    if (count && unit) return { count: Number(count), unit: unit as Keep[number]['unit'] }
    throw new StartError(
      `--keep ${text} is not valid: write how many days, weeks and months, such as 7d,4w,6m.`
    )
  })
}

/** The backups that may go. The newest one and files of other names always stay. */
export function expiredBackups(names: readonly string[], keep: Keep): string[] {
  const newestFirst = names
    .map((name) => ({ name, time: timeOf(name) }))
    .filter((one): one is { name: string; time: Date } => one.time !== undefined)
    .toSorted((a, b) => b.time.getTime() - a.time.getTime())
  const kept = new Set(newestFirst.slice(0, 1).map(({ name }) => name))
  for (const { count, unit } of keep) {
    const newestOf = new Map<number, string>()
    for (const { name, time } of newestFirst) {
      const period = periods[unit](time)
      if (!newestOf.has(period)) newestOf.set(period, name)
    }
    for (const name of [...newestOf.values()].slice(0, count)) kept.add(name)
  }
  return newestFirst.map(({ name }) => name).filter((name) => !kept.has(name))
}
