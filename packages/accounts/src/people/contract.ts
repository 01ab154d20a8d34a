import { z } from 'zod'
import { lineOfText, authorRoleShape, timeShape, trustShape } from '@stoa/core/contract'

export const profile = z.object({
  id: z.int(),
  username: z.string(),
  role: authorRoleShape,
  trust: trustShape,
  formerStaff: z.boolean(),
  bio: z.string(),
  picture: z.string().nullable(),
  createdAt: timeShape,
  /** The name that the user had until at most 30 days ago. */
  formerName: z.string().nullable(),
  erased: z.boolean(),
  contributions: z.object({
    posts: z.number(),
    acceptedAnswers: z.number(),
    votesReceived: z.number()
  }),
  can: z.object({ report: z.boolean(), mute: z.boolean(), revealPersonalData: z.boolean() }),
  muted: z.boolean()
})

/** `roleName` is in the reader's language, for those who speak for the forum or moderate it. */
export const userSuggestion = z.object({
  username: z.string(),
  role: authorRoleShape,
  roleName: z.string().nullable()
})

export const userSuggestionQuery = z.object({ q: z.string().trim().max(60) })

/** Reads a private field of another account. The access is logged with its reason. */
export const lookInput = z.object({ field: z.enum(['email', 'ip']), reason: lineOfText(300, 5) })

export const lookAnswer = z.object({ field: z.enum(['email', 'ip']), value: z.string().nullable() })
