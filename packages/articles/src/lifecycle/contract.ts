import { z } from 'zod'
import { authorShape, idShape, localeShape, timeInput, timeShape } from '@stoa/core/contract'
import { findingKinds } from '../schema.ts'
import { readerChangeRow } from '../readers/contract.ts'
import { kind, state } from '../shapes.ts'

/** Id of the article that replaces it. */
export const archiveInput = z.object({ successor: idShape.nullable().default(null) })

/** When it has to be checked next; null: never again. */
export const checkInput = z.object({ freshUntil: timeInput.nullable() })

export const matchingQuery = z.object({
  /** Words of a title or slug, or an address of the article. */
  q: z.string().max(300)
})

export const matchingArticles = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      language: localeShape,
      url: z.string(),
      kind
    })
  )
})

const workRow = z.object({
  id: z.int(),
  language: localeShape,
  kind,
  title: z.string(),
  state,
  /** Readers see an earlier version. */
  isPublic: z.boolean(),
  /** Published versions of the original that the translation lacks. */
  behind: z.number(),
  owner: authorShape,
  /** The actor may publish it as a second person. */
  mayApprove: z.boolean(),
  publishAt: timeShape.nullable(),
  changedAt: timeShape
})

const overdueRow = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string(),
  language: localeShape,
  owner: authorShape,
  /** When it was checked last, if ever, or published. */
  checkedAt: timeShape,
  freshUntil: timeShape
})

const findingRow = z.object({
  id: z.int(),
  language: localeShape,
  title: z.string(),
  url: z.string(),
  kind: z.enum(findingKinds),
  /** The address in the text. */
  target: z.string(),
  foundAt: timeShape
})

/** What has to be done about articles. Volunteers see their own drafts. */
export const workList = z.object({
  /** Versions that are not public yet, the last changed first. */
  unpublished: z.array(workRow),
  /** Public articles that their owners should have checked, the longest overdue first. */
  overdue: z.array(overdueRow),
  /** Public translations whose original has changed since. */
  behind: z.array(workRow),
  /** Articles of which a source was redacted or erased since they were checked. */
  redacted: z.array(
    z.object({
      id: z.int(),
      url: z.string().nullable(),
      title: z.string(),
      language: localeShape
    })
  ),
  /** What the nightly check found in public texts, the newest first. */
  findings: z.array(findingRow),
  /** Changes that show public texts to more people once a second person approved them. */
  readerChanges: z.array(readerChangeRow),
  can: z.object({ write: z.boolean() })
})

export type WorkList = z.infer<typeof workList>
