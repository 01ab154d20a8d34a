import { z } from 'zod'
import { lineOfText } from '@stoa/core/contract'

/** Tags of one ticket. */
export const maxTags = 10

/** A tag of a ticket, as typed: one word. It is stored in lower case, see `normalizeTag`. */
export const ticketTag = lineOfText(30).regex(
  /^[\p{L}\p{N}][\p{L}\p{N}._+-]*$/u,
  'field_tickets_tag'
)

/** Only after a review, which would not recognise a secret in lower case. */
export const normalizeTag = (tag: string): string => tag.toLowerCase()

export const ticketTags = z.array(ticketTag).max(maxTags, 'field_tickets_tags')

type Change = { addTags?: readonly string[]; removeTags?: readonly string[] }

/** Returns the tags of a ticket after a change: in lower case, sorted, without duplicates. */
export function tagsAfter(tags: readonly string[], { addTags = [], removeTags = [] }: Change) {
  const removed = new Set(removeTags.map(normalizeTag))
  const kept = tags.filter((tag) => !removed.has(tag))
  return [...new Set([...kept, ...addTags.map(normalizeTag)])].sort()
}
