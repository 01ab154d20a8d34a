import type { Ticket } from '../finding.ts'
import { maxTags, tagsAfter } from './tags.ts'

/** What a ticket has after another was merged into it. What rules did to either counts for it. */
export const mergedFields = (source: Ticket, target: Ticket) => ({
  openedById: target.openedById ?? source.openedById,
  announcementId: target.announcementId ?? source.announcementId,
  confirmedAt: target.confirmedAt ?? source.confirmedAt,
  lastAnsweredAt: laterOf(target.lastAnsweredAt, source.lastAnsweredAt),
  heldUntil: laterOf(target.heldUntil, source.heldUntil),
  tags: tagsAfter(target.tags, { addTags: source.tags }).slice(0, maxTags),
  autoAnsweredAt: laterOf(target.autoAnsweredAt, source.autoAnsweredAt),
  autoClosedAt: laterOf(target.autoClosedAt, source.autoClosedAt)
})

const laterOf = (one: string | null, other: string | null) =>
  one !== null && other !== null && other > one ? other : (one ?? other)
