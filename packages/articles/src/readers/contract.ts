import { z } from 'zod'
import { authorShape, localeShape, snapshotShape, timeShape } from '@stoa/core/contract'
import { audience } from '../shapes.ts'

const readership = z.object({
  readers: audience,
  /** Names of the groups that the actor may know of, and the number of others. */
  groups: z.array(z.string()),
  otherGroups: z.number(),
  /** Name of the section in which the article stands; null for a section, and outside of them. */
  section: z.string().nullable()
})

/** The readers change once a second person has approved it. */
export const readersAnswer = z.object({ awaiting: z.literal(true) })

/** What waits for a second person because it shows public texts to more people. */
export const readerChangeRow = z.object({
  id: z.int(),
  /** Title of the article or name of the section. */
  name: z.string(),
  /** Language of the title; null for a section. */
  language: localeShape.nullable(),
  readers: audience,
  proposedBy: authorShape,
  createdAt: timeShape,
  /** The actor did not propose it. */
  mayApprove: z.boolean()
})

export const readerChange = readerChangeRow.extend({
  before: readership,
  after: readership,
  /** The texts that more people may read then. */
  texts: z.array(
    z.object({
      title: z.string(),
      language: localeShape,
      url: z.string(),
      revision: z.number()
    })
  ),
  /** What an approval has to name. */
  snapshot: snapshotShape
})

export type ReaderChange = z.infer<typeof readerChange>
