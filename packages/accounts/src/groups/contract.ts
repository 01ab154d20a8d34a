import { z } from 'zod'
import {
  cursorShape,
  editedRevision,
  idParams,
  idShape,
  lineOfText,
  listOf,
  snapshotShape,
  textByLocale,
  timeShape,
  wholeNumber
} from '@stoa/core/contract'

/** For the names of more than a hundred thousand members. */
export const maxMemberImportBytes = 8 * 1024 * 1024

const csvText = z.string().max(maxMemberImportBytes)

export const groupInput = z.object({ name: textByLocale(lineOfText(60)) })

export const groupChange = groupInput.extend(editedRevision)

export const group = z.object({
  id: z.int(),
  /** In the reader's language, else in the forum's default. */
  name: z.string(),
  memberCount: z.int(),
  /** Whether it moderates a category, so that a new membership waits for a second admin. */
  moderates: z.boolean(),
  /** Whether the reader is a member, and whether they add and remove members. */
  own: z.enum(['member', 'owner']).nullable()
})
export const groupList = z.object({ items: z.array(group) })

const place = z.object({ id: z.int(), name: z.string() })
export const shownGroup = group.extend({
  /** In every language it was written in. */
  names: textByLocale(z.string()),
  snapshot: snapshotShape,
  /** For admins: the categories that name it. */
  categories: z.object({
    read: z.array(place),
    write: z.array(place),
    moderate: z.array(place)
  }),
  can: z.object({ change: z.boolean(), changeMembers: z.boolean() })
})

export const member = z.object({
  username: z.string(),
  owner: z.boolean(),
  source: z.enum(['person', 'import', 'claim', 'invitation']),
  addedAt: timeShape,
  /** Null in a group that moderates nothing. */
  moderates: z.enum(['yes', 'waiting', 'second_factor_missing']).nullable()
})
export const memberList = listOf(member)
export const memberQuery = z.object({ cursor: cursorShape.optional() })

export const memberParams = idParams.extend({ username: z.string().max(60) })
export const memberInput = z.object({ owner: z.boolean().default(false) })
/** The membership counts, but for moderating only when a second admin agrees or after a day. */
export const waitingMember = z.object({ waiting: z.literal('moderate') })

/** One username a line; a first line `username` is a heading. */
export const importInput = z.object({ csv: csvText, dryRun: z.boolean().default(false) })
export const imported = z.object({
  rows: z.number(),
  /** Those who are, or would be, new in the group. */
  added: z.number(),
  already: z.number(),
  dryRun: z.boolean()
})

export const groupInvitationInput = z.object({
  uses: wholeNumber(1, 1000).default(10),
  days: wholeNumber(1, 90).default(7)
})
/** `url` is the link, shown only here. */
export const createdGroupInvitation = z.object({ id: z.int(), url: z.string() })
export const groupInvitationList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      /** How many joined by it. */
      uses: z.number(),
      maxUses: z.number(),
      by: z.string(),
      createdAt: timeShape,
      expiresAt: timeShape
    })
  )
})
export const invitationParams = idParams.extend({ invitationId: idShape })
/** The secret of a link. */
export const groupInvitationQuery = z.object({ token: z.string().max(100) })
/** `groupId` if the reader is a member already. */
export const invitedTo = z.object({ name: z.string(), groupId: z.int().nullable() })
export const joinedGroup = z.object({ id: z.int() })

export type Group = z.infer<typeof group>
export type ShownGroup = z.infer<typeof shownGroup>
export type Member = z.infer<typeof member>
