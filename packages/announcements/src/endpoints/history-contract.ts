import { authorShape, localeShape, timeShape, wholeNumber } from '@stoa/core/contract'
import { z } from 'zod'
import { proposalOutcomes } from '../schema.ts'
import { announcementPhase } from '../shapes.ts'

const bodyIn = z.object({ language: localeShape, body: z.string(), html: z.string() })

const version = z.object({
  number: z.int(),
  createdAt: timeShape,
  publishedAt: timeShape.nullable(),
  /** For staff only. */
  editor: authorShape.nullable(),
  texts: z.array(bodyIn.extend({ title: z.string() }))
})

/** Versions with lower numbers; by default the newest. */
export const revisionQuery = z.object({ before: wholeNumber(1, 2_147_483_647).optional() })

/** Newest first. Readers get only versions that were public. */
export const announcementRevisionList = z.object({
  items: z.array(version),
  /** The version that the last item changed; null if there is none. */
  predecessor: version.nullable(),
  /** Earlier wordings of updates. */
  updates: z.array(
    z.object({
      id: z.int(),
      phase: announcementPhase,
      since: timeShape,
      until: timeShape,
      /** For staff only. */
      author: authorShape.nullable(),
      texts: z.array(bodyIn),
      /** The wording that replaced it. */
      next: z.array(bodyIn)
    })
  ),
  /** Decided proposals: updates, and corrections, which have no phase; for writers only. */
  proposals: z.array(
    z.object({
      id: z.int(),
      phase: announcementPhase.nullable(),
      createdAt: timeShape,
      by: authorShape,
      outcome: z.enum(proposalOutcomes),
      decidedAt: timeShape,
      /** Null if it was dropped because the announcement was withdrawn. */
      decidedBy: authorShape.nullable(),
      texts: z.array(bodyIn)
    })
  )
})

export type AnnouncementHistory = z.infer<typeof announcementRevisionList>
