import { z } from 'zod'

export const threadKind = z.enum(['question', 'discussion'])
export const categoryRule = z.enum(['public', 'read_only', 'approve_first', 'staff_only'])
/** Readers of a new post: those who see the category, at once or when a moderator has approved it. */
export const postAudience = z.enum(['everyone', 'after_approval', 'after_first_approval', 'staff'])
export const threadState = z.enum([
  'visible',
  'awaiting_approval',
  'hidden',
  'withdrawn',
  'merged',
  'erased'
])
export const postState = z.enum([
  'visible',
  'awaiting_approval',
  'hidden',
  'withdrawn',
  'moved',
  'erased'
])
export const postNumber = z.coerce.number<number | string>().int().positive().max(2_147_483_647)
