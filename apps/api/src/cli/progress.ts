import { Presets, SingleBar } from 'cli-progress'

/** Receives how many of all are done. */
type Report = (done: number, total: number) => void

/** Shows the progress of `work` on the terminal. */
export async function withBar<T>(work: (report: Report) => Promise<T>): Promise<T> {
  const bar = new SingleBar({ stream: process.stderr, noTTYOutput: false }, Presets.shades_classic)
  try {
    return await work((done, total) => {
      if (!bar.isActive) bar.start(total, 0)
      bar.update(done)
    })
  } finally {
    bar.stop()
  }
}
