import { monitorEventLoopDelay } from 'node:perf_hooks'
import { scanOnThread } from '@stoa/guards'
import { ordinaryText } from './texts.ts'

/** The duration of the scan of a text file, and the longest time it blocked the event loop. */
export type LongFile = { seconds: number; delayMs: number }

/** Scans 10 MB of ordinary text, like an upload. */
export async function measureLongFile(): Promise<LongFile> {
  const texts = Array.from({ length: 400 }, ordinaryText).join('\n')
  const file = texts.repeat(Math.ceil(10_000_000 / texts.length)).slice(0, 10_000_000)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const begun = performance.now()
  delay.enable()
  await scanOnThread(file, [])
  delay.disable()
  return { seconds: (performance.now() - begun) / 1000, delayMs: delay.max / 1e6 }
}
