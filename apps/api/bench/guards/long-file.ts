import { monitorEventLoopDelay } from 'node:perf_hooks'
import { scanOnThread } from '@stoa/guards'
import { ordinaryText } from './texts.ts'

/** How long the scan of a text file took, and for how long it held up the process. */
export type LongFile = { seconds: number; delayMs: number }

/** Scans 10 MB of what people write, as an upload is. */
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
