import type { Sums } from './period-sums.ts'

type Times = 'answerMinutes' | 'resolutionMinutes'

/**
 * How long something took, by topic, in minutes: half of them took at most `half`, nine of ten at most
 * `most`.
 * @param own of tickets that do not count
 */
export function timesOf(all: readonly Sums[], own: readonly Sums[], what: Times) {
  return all.flatMap(({ topic, [what]: minutes }) => {
    const gone = own.find((sums) => sums.topic === topic)?.[what]
    const took = tally(numbersIn(minutes), numbersIn(gone))
    const { count } = took
    return count === 0 ? [] : { topic, count, half: share(took, 0.5), most: share(took, 0.9) }
  })
}

const bytesOfNumber = 4

/** The numbers of which `desk_days` keeps the bytes. */
function numbersIn(bytes: Buffer | null | undefined): Int32Array {
  const numbers = new Int32Array((bytes?.length ?? 0) / bytesOfNumber)
  if (!bytes) return numbers
  bytes.copy(new Uint8Array(numbers.buffer))
  Buffer.from(numbers.buffer).swap32()
  return numbers
}

/** Eleven days: what takes longer is rare enough to be sorted. */
const usual = 2 ** 14

type Tally = { count: number; usually: Uint32Array; longer: number[] }

/** How many took how long; a month has too many to sort them all. */
function tally(took: Int32Array, gone: Int32Array): Tally {
  const usually = new Uint32Array(usual)
  const longer: number[] = []
  for (const minutes of took) {
    if (minutes < usual) usually[minutes] = (usually[minutes] ?? 0) + 1
    else longer.push(minutes)
  }
  for (const minutes of gone) {
    if (minutes < usual) usually[minutes] = (usually[minutes] ?? 0) - 1
    else longer.splice(longer.indexOf(minutes), 1)
  }
  return { count: took.length - gone.length, usually, longer: longer.sort((a, b) => a - b) }
}

/** The least time within which this part of them was done. */
function share({ count, usually, longer }: Tally, part: number): number {
  let left = Math.ceil(part * count)
  for (const [minutes, these] of usually.entries()) {
    if (these >= left) return minutes
    left -= these
  }
  return longer[left - 1] ?? 0
}
