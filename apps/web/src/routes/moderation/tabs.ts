import { m } from '@stoa/messages'
import type { Queue } from '#lib/shapes.ts'
import { countOf } from './waiting.ts'

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
