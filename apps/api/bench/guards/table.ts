import type { GuardFigures, Spread } from './measuring.ts'

const ms = (value: number) => value.toFixed(2)
const spread = ({ median, p99 }: Spread) => `median ${ms(median)} ms, p99 ${ms(p99)} ms`

/** What the guards cost, as lines of text. */
export const guardLines = ({ on, off, inside, cpu, held }: GuardFigures): string[] => [
  `posting 5 KB with guards: ${spread(on)}`,
  `posting 5 KB without them: ${spread(off)}`,
  `ratio: ${ms(on.median / off.median)} × at the median, ${ms(on.p99 / off.p99)} × at p99`,
  `what the guards took of one post: ${spread(inside)}`,
  `and of the processor’s time: ${spread(cpu)}`,
  ...held.map(
    ({ size, status, text, ms: longest }) =>
      `hostile text, ${size}: at most ${ms(longest)} ms (${JSON.stringify(text)}, answered ${status})`
  )
]
