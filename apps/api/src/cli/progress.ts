import { Presets, SingleBar } from 'cli-progress'
import { progressOf } from '../progress.ts'

/** Receives how many of all are done. */
type Report = (done: number, total: number) => void

const format = '{bar} {percentage} % | {value} of {total} | {rate} a second | {left} s left'

/** Shows the progress of `work` on the terminal, with its rate and the time that is left. */
export async function withBar<T>(work: (report: Report) => Promise<T>): Promise<T> {
  const options = { stream: process.stderr, noTTYOutput: false, format }
  const bar = new SingleBar(options, Presets.shades_classic)
  const progress = progressOf()
  try {
    return await work((done, total) => {
      const payload = progress(done, total)
      if (!bar.isActive) bar.start(total, done, payload)
      bar.update(done, payload)
    })
  } finally {
    bar.stop()
  }
}
