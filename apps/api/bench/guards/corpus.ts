import { guardClasses, type GuardClass, type Sample } from '@stoa/guards/corpus'
import { ordinaryText } from './texts.ts'

export type ClassStatistics = {
  name: string
  ours: Caught
  apart: Caught
  fresh: Caught
  doubtful: Caught
  /** Milliseconds of the processor's time for a text of 5 KB. */
  cost: { median: number; p99: number }
}
type Caught = { caught: number; bad: number; refused: number; good: number }

const texts = Array.from({ length: 200 }, ordinaryText)
/** The clock of the processor ticks every few milliseconds on some machines: a text counts so many times. */
const times = 8

/** What the guards find of each class, of our own texts and of those written apart from the rules. */
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
    // Each time another text, or what was kept of the last one would answer.
    const variants = Array.from({ length: times }, (_, index) => `${text}\n${index}`)
    const begun = process.threadCpuUsage()
    for (const variant of variants) isFound({ text: variant })
    const { user, system } = process.threadCpuUsage(begun)
    return (user + system) / 1000 / times
  })
  // The first ones are compiled on the way.
  const sorted = took.slice(30).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  return { median: at(0.5), p99: at(0.99) }
}
