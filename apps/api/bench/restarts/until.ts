import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type ConnectionTarget } from '@stoa/core/database'

const withinMs = 180_000

/** Polls every 20 ms, for three minutes at most, until `isSo` is true. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not within three minutes: ${what}.`)
    await sleep(20)
  }
}

/** Waits until the database accepts a statement. */
export const untilAnswers = (target: ConnectionTarget): Promise<void> =>
  until('PostgreSQL answers', async () => {
    const { sql, close } = connect(target, { max: 1 })
    const answers = await sql`select 1`.then(
      () => true,
      () => false
    )
    await close()
    return answers
  })
