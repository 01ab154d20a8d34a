import type { Connection } from '@stoa/core/database'

/** Machines that follow NTP differ by milliseconds. */
const toleratedSeconds = 5

/**
 * Compares the clock of this machine with that of the database, which all nodes share.
 * @returns seconds that it is ahead at least; negative: behind; 0 if the way of the answer explains
 * the difference
 */
export async function clockOffset({ sql }: Pick<Connection, 'sql'>): Promise<number> {
  const asked = Date.now()
  const [row] = await sql<{ time: number }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::float as time`
  const answered = Date.now()
  // This machine's times are cut to whole milliseconds, so the database's is too.
  const time = Math.floor(row?.time ?? asked)
  return (Math.max(asked - time, 0) + Math.min(answered - time, 0)) / 1000
}

/** Says by how much the clock is wrong and what to do about it. Undefined if it is right. */
export async function explainClock(connection: Pick<Connection, 'sql'>) {
  const seconds = await clockOffset(connection)
  if (Math.abs(seconds) < toleratedSeconds) return undefined
  return (
    `The clock of this machine is ${duration(Math.abs(seconds))} ${seconds > 0 ? 'ahead of' : 'behind'} ` +
    'that of the database: let both machines follow NTP ("timedatectl" says whether they do). Until ' +
    'then codes of authenticators are refused, and what is scheduled comes at wrong times.'
  )
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`
  return `${Math.round(seconds / 3600)} hours`
}
