import { z } from 'zod'
import { waitingShape } from '@stoa/accounts/contract'
import { linkReasons, verdicts } from '@stoa/guards'
import { lineOfText, timeShape } from '@stoa/core/contract'
import { trustedKinds } from '../schema.ts'

export const trustedKind = z.enum(trustedKinds)
export const entryInput = z.object({ kind: trustedKind, value: lineOfText(200, 2) })

/** Only admins see pending entries; `can` says what the reader may do. */
export const trustedEntry = z.object({
  id: z.int(),
  kind: trustedKind,
  value: z.string(),
  state: z.enum(['proposed', 'official', 'leaving']),
  waiting: waitingShape.nullable()
})
export const trustList = z.object({ items: z.array(trustedEntry) })

export const officialQuery = z.object({ q: z.string().trim().min(1).max(300) })
export const verdict = z.enum(verdicts)
/** Role of a user of this forum, or why a name looks like the team's. */
export const userReasons = [
  'user_admin',
  'user_staff',
  'user_former_staff',
  'user_volunteer',
  'user_member',
  'name_reserved',
  'name_brand',
  'name_staff'
] as const

/** `of`: the owner, or who is imitated; `url`: the profile of the user with this name. */
export const officialAnswer = z.object({
  verdict,
  of: z.string().optional(),
  url: z.string().optional(),
  reasons: z.array(z.enum([...linkReasons, ...userReasons, 'desk_agent', 'mail_sender']))
})

export const leavingLinkParams = z.object({ token: z.string().regex(/^[\w-]{22}$/) })
export const leavingLink = officialAnswer.extend({ url: z.string(), host: z.string() })

export const blockListParams = z.object({ source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) })
export const blockListInput = z.object({ hosts: z.array(z.string().max(253)).max(50_000) })
export const blockLists = z.object({
  items: z.array(z.object({ source: z.string(), count: z.int() }))
})

export const allowedHostInput = z.object({ host: lineOfText(253) })
/** `by`: who added it; null for hosts that the forum shipped with. */
export const allowedHostList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      host: z.string(),
      by: z.string().nullable(),
      addedAt: timeShape
    })
  )
})

export type OfficialAnswer = z.infer<typeof officialAnswer>
export type TrustedEntry = z.infer<typeof trustedEntry>
export type TrustedKind = z.infer<typeof trustedKind>
