import { z } from 'zod'
import { lineOfText } from '@stoa/core/contract'

/** Tags of one ticket. */
export const maxTags = 10

/** A tag of a ticket: one word, in lower case. */
export const ticketTag = lineOfText(30)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._+-]*$/u, 'field_tickets_tag')
  .toLowerCase()

export const ticketTags = z.array(ticketTag).max(maxTags, 'field_tickets_tags')

type Change = { addTags?: readonly string[]; removeTags?: readonly string[] }

/** Returns the tags of a ticket after a change: sorted, without duplicates. */
export const tagsAfter = (tags: readonly string[], { addTags = [], removeTags = [] }: Change) =>
  [...new Set([...tags.filter((tag) => !removeTags.includes(tag)), ...addTags])].sort()
