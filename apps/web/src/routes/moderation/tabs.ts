import { m } from '@stoa/messages'
import type { Queue } from '#lib/shapes.ts'

/** Lists of the queue with the number of waiting items. */
export const tabsOf = (counts: NonNullable<Queue['counts']>) =>
  [
    {
      show: 'all',
      words: m.moderation_queue_all,
      count: countOf(counts, 'case', 'campaign', 'edit', 'post', 'flag', 'appeal')
    },
    { show: 'reports', words: m.web_queue_reports, count: countOf(counts, 'case', 'campaign') },
    { show: 'approval', words: m.moderation_queue_held, count: countOf(counts, 'edit', 'post') },
    {
      show: 'flagged',
      words: m.moderation_queue_flagged,
      count: countOf(counts, 'flag')
    },
    { show: 'appeals', words: m.moderation_queue_appeals, count: countOf(counts, 'appeal') }
  ] as const

type List = { items: unknown[]; next: string | null }
type Count = NonNullable<Queue['counts']>[number]

/** Number of items in the first page of each list, `more` if there are others. */
export const countsOf = (lists: Record<Count['kind'], List>): Count[] =>
  (['case', 'campaign', 'edit', 'post', 'flag', 'appeal'] as const).map((kind) => {
    const { items, next } = lists[kind]
    return { kind, count: items.length, more: next !== null }
  })

/** Sum of the counts of some kinds: "3", "20+". */
function countOf(counts: Count[], ...kinds: Count['kind'][]): string {
  const counted = counts.filter(({ kind }) => kinds.includes(kind))
  const sum = counted.reduce((total, { count }) => total + count, 0)
  return `${sum}${counted.some(({ more }) => more) ? '+' : ''}`
}
