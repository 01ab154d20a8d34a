import { z } from 'zod'
import { deskTopicShape, roleShape } from '@stoa/core/contract'
import { capabilityList } from '../shapes.ts'
import { officialPowers } from './powers.ts'

const topics = z.array(deskTopicShape)

export const roleInput = z.object({
  role: z.enum(['member', 'volunteer', 'staff', 'admin']),
  capabilities: capabilityList.default([]),
  /** Topics that `desk` covers. Empty means all topics. */
  deskTopics: topics.default([])
})

const officialPower = z.enum(officialPowers)

/** Powers that take effect when a second admin confirms them, or after a day. */
export const waitingPowers = z.object({ waiting: z.array(officialPower) })

export const teamList = z.object({
  items: z.array(
    z.object({
      username: z.string(),
      role: roleShape,
      capabilities: capabilityList,
      deskTopics: topics,
      /** Without a second factor the role has no rights, except in the demo. */
      secondFactor: z.boolean()
    })
  )
})

/** Whether only those who signed in read the forum. */
export const readingAccess = z.object({ signInRequired: z.boolean() })
