import { z } from 'zod'
import { authorShape, localeShape, snapshotShape, timeShape } from '@stoa/core/contract'
import { articleSourceRow } from '../sources/contract.ts'
import { audience, kind, state } from '../shapes.ts'

const translationStatus = z.object({
  language: localeShape,
  /** Null for volunteers if somebody else is still writing it. */
  title: z.string().nullable(),
  url: z.string().nullable(),
  state,
  revision: z.number(),
  publicRevision: z.number(),
  /** Versions of the original that were published after the one it translates. */
  behind: z.number(),
  changedAt: timeShape,
  can: z.object({ edit: z.boolean() })
})

/** An article for those who write it. */
export const articleSource = z.object({
  id: z.int(),
  settings: z.object({
    kind,
    section: z.number().nullable(),
    series: z.number().nullable(),
    tags: z.array(z.string()),
    readers: audience,
    readerGroups: z.array(z.int()),
    author: authorShape,
    owner: authorShape,
    freshUntil: timeShape.nullable()
  }),
  /** Snapshot of the settings. */
  snapshot: snapshotShape,
  /** Id of a change of its readers that waits for a second person. */
  readerChange: z.number().nullable(),
  /** Language of the original. */
  original: localeShape,
  archivedAt: timeShape.nullable(),
  /** What replaces it. */
  successor: z.object({ id: z.int(), title: z.string() }).nullable(),
  translations: z.array(translationStatus),
  /** What it was made from. */
  sources: z.array(articleSourceRow),
  can: z.object({ write: z.boolean() })
})

/** The newest version of a translation, as source and preview. */
export const translationSource = z.object({
  language: localeShape,
  state,
  revision: z.number(),
  publicRevision: z.number(),
  basedOn: z.number().nullable(),
  publishAt: timeShape.nullable(),
  content: z.object({
    title: z.string(),
    slug: z.string(),
    summary: z.string(),
    body: z.string()
  }),
  note: z.string().nullable(),
  /** The snapshot that a publication has to name. */
  snapshot: snapshotShape,
  html: z.string(),
  /** The public version, if there is one. */
  shown: z
    .object({ title: z.string(), slug: z.string(), summary: z.string(), html: z.string() })
    .nullable(),
  /** Passages added or removed since, for which a second person is needed. */
  critical: z.array(z.string()),
  needsSecondPerson: z.boolean(),
  /** Why it can't become public now, as the code of a problem, and until when at the longest. */
  refusal: z.object({ code: z.string(), until: timeShape.nullable() }).nullable(),
  can: z.object({
    edit: z.boolean(),
    propose: z.boolean(),
    publish: z.boolean(),
    approve: z.boolean(),
    recall: z.boolean(),
    discard: z.boolean()
  })
})

export type ArticleSource = z.infer<typeof articleSource>
export type TranslationSource = z.infer<typeof translationSource>
