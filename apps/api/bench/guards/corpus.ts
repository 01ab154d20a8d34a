import { guardClasses, type GuardClass, type Sample } from '@stoa/guards/corpus'
import { ordinaryText } from './texts.ts'

export type ClassStatistics = {
  name: string
  ours: Caught
  apart: Caught
  fresh: Caught
  doubtful: Caught
  /** Milliseconds of CPU time for a text of 5 KB. */
  cost: { median: number; p99: number }
}
type Caught = { caught: number; bad: number; refused: number; good: number }

const texts = Array.from({ length: 200 }, ordinaryText)
/**
 * Repetitions per text, because the CPU clock of some machines ticks only every few milliseconds.
 */
const times = 8

/** What the guards find of each class, in our own texts and in independently written ones. */
export const measureCorpus = (): ClassStatistics[] =>
  guardClasses.map(({ name, isFound, ours, apart, fresh, doubtful }) => {
    const counted = ({ bad, good }: Sample): Caught => ({
      caught: bad.filter(isFound).length,
      bad: bad.length,
      refused: good.filter(isFound).length,
      good: good.length
    })
    return {
      ...{ name, ours: counted(ours), apart: counted(apart) },
      ...{ fresh: counted(fresh), doubtful: counted(doubtful), cost: costOf(isFound) }
    }
  })

function costOf(isFound: GuardClass['isFound']): ClassStatistics['cost'] {
  const took = texts.map((text) => {
    // A different text each time, because results are cached.
    const variants = Array.from({ length: times }, (_, index) => `${text}\n${index}`)
    const begun = process.threadCpuUsage()
    for (const variant of variants) isFound({ text: variant })
    const { user, system } = process.threadCpuUsage(begun)
    return (user + system) / 1000 / times
  })
  // Skips the first runs, in which the code is compiled.
  const sorted = took.slice(30).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  return { median: at(0.5), p99: at(0.99) }
}
