import type { Api } from '../api.ts'
import type { Stage } from './stage.ts'
import { milliseconds, type DemoThread, type Duration } from './texts.ts'

/** An act of the demo, at a time in milliseconds since 1970. */
export type Act = {
  at: number
  by: string
  /** One of many similar replies, which need not wait for those around it. */
  opinion?: true
  /** @param api the forum's endpoints, called by `by` at `at` */
  run(api: Api, stage: Stage): Promise<unknown>
}

const day = milliseconds('1d')

/**
 * When a thread starts. A thread whose text names the clock starts up to a day earlier than `ago`
 * says.
 */
export function startOf({ ago, at }: Pick<DemoThread, 'ago' | 'at'>, now: number): number {
  const start = now - milliseconds(ago)
  if (at === undefined) return start
  const named = Date.parse(`${new Date(start).toISOString().slice(0, 10)}T${at}:00.000Z`)
  return named <= start ? named : named - day
}

/** Converts durations since the start of a thread to milliseconds since 1970. */
export const clockOf = (thread: Pick<DemoThread, 'ago' | 'at'>, now: number) => {
  const start = startOf(thread, now)
  return (after: Duration) => start + milliseconds(after)
}

export type Clock = ReturnType<typeof clockOf>

/** An act at some time after the start of a thread. */
export const act = (
  { by, after }: { by: string; after: string },
  clock: Clock,
  run: Act['run']
): Act => ({
  at: clock(after),
  by,
  run
})
