import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  filledIn,
  lineOfText,
  localeShape,
  revisionShape,
  snapshotShape,
  timeInput,
  timeShape,
  wholeNumber
} from '@stoa/core/contract'

/** Documents that every forum has, in the order of its lists. Their pages are `/rules` and so on. */
export const builtIn = z.enum(['rules', 'terms', 'privacy', 'about', 'contact'])

export type BuiltIn = z.infer<typeof builtIn>

/** Name of a document in addresses. */
export const slugShape = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .max(40)
export const documentParams = z.object({ slug: slugShape })
export const versionParams = documentParams.extend({ number: z.coerce.number().int().min(0) })

const text = z.object({ title: z.string(), body: z.string() })
const perLanguage = <T extends z.ZodType>(shape: T) => z.partialRecord(localeShape, shape)

/** A public version. `number` 0 is the text that the forum began with. */
const version = z.object({
  number: z.int(),
  /** False: a correction that changes nobody's rights or duties. */
  material: z.boolean(),
  /** Null for the text that comes with the forum, before somebody wrote another one. */
  effectiveAt: timeShape.nullable(),
  publishedAt: timeShape.nullable(),
  /** Why it takes effect less than 14 days after it was published. */
  shortNoticeReason: z.string().nullable(),
  /** `withdrawn`: a newer version was published before this one took effect. */
  state: z.enum(['past', 'in_force', 'scheduled', 'withdrawn'])
})

/** A document in the reader's language, else in the best one that has a text. */
const shown = z.object({
  slug: slugShape,
  url: z.string(),
  title: z.string(),
  html: z.string(),
  /** The beginning of the text, for search engines. */
  description: z.string(),
  language: localeShape,
  /** False if there is no text in the reader's language. */
  translated: z.boolean()
})

const link = z.object({
  slug: slugShape,
  url: z.string(),
  title: z.string(),
  /** Of the title. */
  language: localeShape
})

/** Documents that have a version in force. */
export const documentList = z.object({ items: z.array(link) })

export const documentPage = shown.extend({
  version,
  /** The next version, if one is scheduled. */
  next: version.nullable()
})

/** The newest first. */
export const documentHistory = link.extend({ items: z.array(version) })

export const documentVersion = shown.extend({
  version,
  /** Title and Markdown of this version and of the one before it, in the language shown. */
  text,
  before: text.nullable()
})

export const documentWork = z.object({
  items: z.array(
    link.extend({
      builtIn: z.boolean(),
      inForce: version.nullable(),
      next: version.nullable(),
      /** The version that waits. */
      waiting: z
        .object({ savedAt: timeShape, material: z.boolean(), author: authorShape.nullable() })
        .nullable()
    })
  )
})

export const documentSource = z.object({
  slug: slugShape,
  url: z.string(),
  /** Languages of the forum, the default one first. */
  languages: z.array(localeShape),
  /** Of the version that waits; else of the newest public one; 0 if nobody wrote one. */
  revision: z.number(),
  /** In the languages that have one. */
  texts: z.array(text.extend({ language: localeShape })),
  material: z.boolean(),
  effectiveAt: timeShape.nullable(),
  shortNoticeReason: z.string(),
  /** The version that is scheduled, which publishing another one replaces. */
  next: version.nullable(),
  /** The version that waits, as publishing it shows it; null if none waits. */
  waiting: z
    .object({
      savedAt: timeShape,
      author: authorShape.nullable(),
      snapshot: snapshotShape,
      preview: z.array(z.object({ language: localeShape, title: z.string(), html: z.string() })),
      /** Passages that lead out of the organisation. */
      outside: z.array(z.string()),
      needsSecondPerson: z.boolean(),
      can: z.object({ publish: z.boolean() })
    })
    .nullable(),
  /** The mails about the newest material version; null if there were none. */
  mailing: z
    .object({
      /** Of the version. */
      number: z.int(),
      mailed: z.number(),
      /** Members when it started. */
      total: z.number(),
      startedAt: timeShape,
      /** When the last mail was queued. */
      finishedAt: timeShape.nullable(),
      /** When the rest was left out, because the version will not come into force. */
      stoppedAt: timeShape.nullable()
    })
    .nullable(),
  /** Texts in force, to compare. */
  inForce: snapshotShape
})

/** The number of the version that was read. */
export const acceptanceInput = z.object({ version: wholeNumber(0, 999_999) })

const blankOr = <T extends z.ZodType>(shape: T) => filledIn(shape.optional())

/** Empty languages are left out. `revision`: of the source that the actor edited. */
export const documentInput = z.object({
  texts: perLanguage(z.object({ title: lineOfText(120, 0), body: bodyOfText(60_000, 0) })),
  material: z.boolean(),
  /** Absent: when it is published. */
  effectiveAt: blankOr(timeInput),
  /** Needed if a material version takes effect within 14 days. Readers see it. */
  shortNoticeReason: lineOfText(300, 0).default(''),
  revision: revisionShape
})

export type DocumentInput = z.output<typeof documentInput>

export type DocumentShown = z.infer<typeof shown>
export type DocumentHistory = z.infer<typeof documentHistory>
export type DocumentSource = z.infer<typeof documentSource>
