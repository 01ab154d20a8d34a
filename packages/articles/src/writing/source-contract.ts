import { z } from 'zod'
import { authorShape, localeShape, snapshotShape, timeShape } from '@stoa/core/contract'
import { audience, kind, level, state } from '../shapes.ts'

const translationStatus = z.object({
  language: localeShape,
  title: z.string(),
  slug: z.string(),
  url: z.string(),
  state,
  revision: z.number(),
  publicRevision: z.number(),
  /** Versions of the original that were published after the one it translates. */
  behind: z.number(),
  changedAt: timeShape
})

/** An article for those who write it. */
export const articleSource = z.object({
  id: z.number(),
  settings: z.object({
    kind,
    section: z.number().nullable(),
    level: level.nullable(),
    tags: z.array(z.string()),
    readers: audience,
    readerGroups: z.array(z.number()),
    author: authorShape,
    owner: authorShape,
    freshUntil: timeShape.nullable()
  }),
  /** Language of the original. */
  original: localeShape,
  archivedAt: timeShape.nullable(),
  translations: z.array(translationStatus),
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
  needsSecondPerson: z.boolean(),
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
