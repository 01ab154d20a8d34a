import { z } from 'zod'
import { timeInput, timeShape } from '@stoa/core/contract'
import { emailShape, mailedTokenInput, waitingShape } from '../shapes.ts'
import { providerParams, providerStart } from '../providers/contract.ts'

const mode = z.enum(['passwords', 'staff', 'only'])

export const signInModeInput = z.object({
  mode,
  /** From when providers are the only way in. Only and always with `only`. */
  startsAt: timeInput.optional()
})

const chosen = { mode, startsAt: timeShape.nullable() }

/** How people sign in, what waits for a second admin, and what a change would mean now. */
export const signInModeState = z.object({
  ...chosen,
  waiting: waitingShape.extend(chosen).nullable(),
  counts: z.object({
    team: z.number(),
    unlinkedTeam: z.number(),
    members: z.number(),
    unlinkedMembers: z.number()
  }),
  /** Whether the present session began at a provider that is in use and answers. */
  isByProvider: z.boolean(),
  /** The last mails about the date. */
  mailing: z
    .object({
      template: z.enum(['link_due', 'link_moved', 'link_reminder', 'link_withdrawn']),
      queued: z.number(),
      startedAt: timeShape,
      finishedAt: timeShape.nullable(),
      stoppedAt: timeShape.nullable()
    })
    .nullable()
})

export const signInModeOutcome = z.object({ waiting: z.boolean() })

/** Whether passwords sign in, and until when; null without an end. */
export const passwordsAllowed = z.object({ allowed: z.boolean(), until: timeShape.nullable() })

/** Demands of the mode of sign-in on the owner of an account. */
export const providerDemand = z.object({
  /** Their power rests in this session, because no provider began it. */
  powerRests: z.boolean(),
  /** When they need a linked account, which they lack; null if they do not. */
  linkBy: timeShape.nullable()
})

export const linkMailRequest = z.object({ email: emailShape })
export const linkMailInput = mailedTokenInput
export const mailedLink = z.object({
  /** The account that is linked. */
  username: z.string(),
  expiresAt: timeShape
})
export const mailedLinkStart = z.object({
  ...providerParams.shape,
  ...mailedTokenInput.shape,
  next: providerStart.shape.next
})
