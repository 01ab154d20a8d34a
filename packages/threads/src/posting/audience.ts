import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { awaitsApproval, type CategoryRule, type Readership } from '../visibility.ts'
import type { postAudience } from '../shapes.ts'
import { isNew } from './new-members.ts'

type Rules = {
  id: number
  rule: CategoryRule
  readers: Readership['readers']
  holdFirstPosts: boolean
}

/** Returns who can read what the actor posts in a category. */
export function audienceOf(ctx: Context, category: Rules): z.infer<typeof postAudience> {
  if (category.readers === 'staff') return 'staff'
  if (awaitsApproval(ctx.actor, category)) return 'after_approval'
  return category.holdFirstPosts && isNew(ctx) ? 'after_first_approval' : category.readers
}
