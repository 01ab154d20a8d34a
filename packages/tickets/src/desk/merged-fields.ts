import type { Ticket } from '../finding.ts'
import { tagsAfter } from './tags.ts'

/**
 * What a ticket has after another was merged into it: the tags of both, even if they are more than ten.
 * What rules did to either counts for it.
 */
export const mergedFields = (source: Ticket, target: Ticket) => ({
  openedById: target.openedById ?? source.openedById,
  announcementId: target.announcementId ?? source.announcementId,
  confirmedAt: target.confirmedAt ?? source.confirmedAt,
  lastAnsweredAt: laterOf(target.lastAnsweredAt, source.lastAnsweredAt),
  heldUntil: laterOf(target.heldUntil, source.heldUntil),
  tags: tagsAfter(target.tags, { addTags: source.tags }),
  autoAnsweredAt: laterOf(target.autoAnsweredAt, source.autoAnsweredAt),
  autoClosedAt: laterOf(target.autoClosedAt, source.autoClosedAt)
})

const laterOf = (one: string | null, other: string | null) =>
  one !== null && other !== null && other > one ? other : (one ?? other)
