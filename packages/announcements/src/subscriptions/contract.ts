import { z } from 'zod'
import { openQuery } from '@stoa/core/contract'
import { proofRequestInput } from '@stoa/accounts/contract'
import { announcementType } from '../shapes.ts'
import { subscriptionKinds } from './schema.ts'

export const subscriptionInput = proofRequestInput.extend({
  kind: z.enum(subscriptionKinds),
  /** Key of a type or service, or the id of an announcement that isn't over. */
  key: z.union([announcementType, z.string().regex(/^[1-9]\d{0,14}$/)])
})

export const subscriptionQuery = openQuery.extend({ token: z.string().max(200) })
