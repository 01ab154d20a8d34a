import type { ClassStatistics } from './corpus.ts'
import type { LongFile } from './long-file.ts'
import type { GuardStatistics, Spread } from './measuring.ts'

const ms = (value: number) => value.toFixed(2)
const spread = ({ median, p99 }: Spread) => `median ${ms(median)} ms, p99 ${ms(p99)} ms`

/** The cost of the guards, as lines of text. */
export const guardLines = ({ on, off, inside, cpu, held, preview }: GuardStatistics): string[] => [
  `posting 5 KB with guards: ${spread(on)}`,
  `posting 5 KB without them: ${spread(off)}`,
  `ratio: ${ms(on.median / off.median)} × at the median, ${ms(on.p99 / off.p99)} × at p99`,
  `what the guards took of one post: ${spread(inside)}`,
  `and of the processor’s time: ${spread(cpu)}`,
  ...[preview, ...held].map(
    ({ size, status, text, ms: maxWidth }) =>
      `hostile text, ${size}: at most ${ms(maxWidth)} ms (${JSON.stringify(text)}, answered ${status})`
  )
]

/**
 * The share of bad texts that were caught and of innocent ones that were refused, in our own texts
 * and in independently written ones.
 */
export const classLines = (classes: ClassStatistics[]): string[] =>
  classes.map(({ name, ours, apart, fresh, doubtful, cost }) => {
    const counted = ({ caught, bad, refused, good }: ClassStatistics['ours']) =>
      `caught ${caught} of ${bad}, innocent refused ${refused} of ${good}`
    const written = `ours ${counted(ours)}; apart ${counted(apart)}; later ${counted(fresh)}`
    const left = `doubtful ones of the later ${counted(doubtful)}`
    return `${name}: ${written}; ${left}; processor at 5 KB ${spread(cost)}`
  })

export const fileLine = ({ seconds, delayMs }: LongFile): string =>
  `a text file of 10 MB: scanned in ${seconds.toFixed(1)} s on a thread, the process held up for ${ms(delayMs)} ms`
