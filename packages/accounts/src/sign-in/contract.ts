import { z } from 'zod'
import { scopeShape, timeShape } from '@stoa/core/contract'
import { code } from '../shapes.ts'

export const signInInput = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  code: code.optional()
})

/** The continuation that came with `second_factor_required`, and the code. */
export const continuedSignInInput = z.object({ continuation: z.string().max(100), code })

export const session = z.object({
  id: z.int(),
  current: z.boolean(),
  /** Null if it is not limited. `support` began with a mailed code: tickets and reports only. */
  scopes: z.array(scopeShape).nullable(),
  userAgent: z.string(),
  /** Browser and system, such as `Chrome · Windows`. Empty if unknown. */
  device: z.string(),
  createdAt: timeShape,
  lastUsedAt: timeShape
})
