import { z } from 'zod'
import { proofRequestInput } from '@stoa/accounts/contract'
import { announcementType } from '../shapes.ts'
import { subscriptionKinds } from './schema.ts'

export const subscriptionInput = proofRequestInput.extend({
  kind: z.enum(subscriptionKinds),
  key: announcementType
})

export const subscriptionQuery = z.object({ token: z.string().max(200) })
