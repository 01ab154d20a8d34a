import { z } from 'zod'
import { deskTopicShape, roleShape, timeShape } from '@stoa/core/contract'
import { clientDifference } from '../providers/settings-contract.ts'
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

export const approvalList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      kind: z.enum([
        'role_power',
        'role_invitation',
        'token_power',
        'service_topic',
        'group_power',
        'category_power',
        'provider_domain',
        'claim_mapping',
        'provider_factor',
        'sign_in_mode',
        'staff_passkeys',
        'provider_internal',
        'provider_client',
        'factor_loss',
        'trust_addition',
        'trust_removal',
        'retention_period',
        'webhook_internal',
        'profile_picture'
      ]),
      /**
       * A power, a role, the scope of a token, the topic of a service account, a domain of a sign-in
       * provider, the name in addresses of the provider whose mappings or client change, a mode of sign-in, the id of a group that
       * gains a category, or of the upload of a picture. Empty for entries of the trust list.
       */
      power: z.string(),
      /**
       * A username, the capabilities of an invited role, the name of a token or a topic, the names of a
       * group and its category, the name of a provider, the date of a mode of sign-in, or the text of the trust list entry.
       */
      subject: z.string(),
      /** The difference in a provider that people must sign in by. */
      client: clientDifference.nullable(),
      /** The user who gains the power. */
      username: z.string().nullable(),
      /** The proposer. Null for a command on the server. */
      by: z.string().nullable(),
      proposedAt: timeShape,
      /** When the change takes effect without confirmation. Null if it needs two of them. */
      due: timeShape.nullable(),
      /** The first of the two admins that some kinds need. */
      confirmedBy: z.string().nullable(),
      can: z.object({ confirm: z.boolean() })
    })
  )
})

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
