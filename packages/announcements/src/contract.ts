import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  flag,
  idShape,
  lineOfText,
  listOf,
  localeShape,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import { relatedThread } from '@stoa/threads/contract'
import { shownPhases } from './phase.ts'
import {
  builtInTypes,
  discussions,
  phases,
  proposalOutcomes,
  severities,
  states
} from './schema.ts'

/** Key of a type: built-in or added by an admin. */
export const announcementType = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)
export const announcementBasis = z.enum(builtInTypes)
export const announcementSeverity = z.enum(severities)
export const announcementPhase = z.enum(phases)
const shownPhase = z.enum([...phases, ...shownPhases])
const state = z.enum(states)

const translated = <T extends z.ZodType>(shape: T) =>
  z
    .object({ en: shape.optional(), 'zh-CN': shape.optional(), 'zh-TW': shape.optional() })
    .refine((texts) => Object.values(texts).some(Boolean), { error: 'field_required' })

const translations = translated(z.object({ title: lineOfText(120, 4), body: bodyOfText(20_000) }))
const bodies = translated(bodyOfText(5_000))

/** Time with an offset, or local time of `timeZone` such as `2026-11-25T22:00`. */
const moment = z.iso.datetime({ offset: true, local: true })

export const announcementInput = z.object({
  type: announcementType,
  severity: announcementSeverity.default('normal'),
  translations,
  services: z.array(lineOfText(40)).max(12).default([]),
  /** Empty: all categories are concerned. */
  categories: z.array(idShape).max(30).default([]),
  /** Default: published immediately. */
  publishAt: moment.nullish(),
  expiresAt: moment.nullish(),
  startsAt: moment.nullish(),
  endsAt: moment.nullish(),
  /** Time zone of times without an offset. Default: the writer's, else UTC. */
  timeZone: z.string().max(60).optional(),
  /** Lower `order` comes first. */
  pin: z.object({ until: moment, order: z.number().int().min(-99).max(99).default(0) }).nullish(),
  discussion: z.enum(discussions).default('none')
})
export const savedAnnouncement = z.object({
  id: z.number(),
  url: z.string(),
  state,
  revision: z.number(),
  /** The version is saved and becomes public after a second person has approved it. */
  pending: z.boolean()
})

export const updateInput = z.object({ phase: announcementPhase, translations: bodies })
/** Passages that lead out of the organisation. */
const outside = z.array(z.string())
/** `id` is null if the update leads out of the organisation and waits for a second person. */
export const createdUpdate = z.object({ id: z.number().nullable(), outside })
export const updateParams = z.object({ id: idShape, updateId: idShape })
export const updateWording = z.object({ translations: bodies })
/** `pending`: the wording leads out of the organisation and waits for a second person. */
export const wordingAnswer = z.object({ pending: z.boolean(), outside })
/**
 * `pending`: the announcement is withdrawn, but the correction leads out of the organisation and
 * waits for a second person.
 */
export const withdrawalAnswer = z.object({ pending: z.boolean(), outside })
export const proposalParams = z.object({ id: idShape, proposalId: idShape })
export const withdrawalInput = z.object({ correction: bodies })

const categoryLink = z.object({ id: z.number(), slug: z.string(), name: z.string() })

export const announcementRow = z.object({
  id: z.number(),
  url: z.string(),
  type: announcementType,
  /** Name of the type in the reader's language. */
  typeName: z.string(),
  /** Built-in type whose rules it follows. */
  basis: announcementBasis,
  severity: announcementSeverity,
  state,
  /**
   * Depends on the time: a maintenance after its window is `unconfirmed` until somebody reports
   * that it is finished.
   */
  phase: shownPhase.nullable(),
  /** Title in the reader's language, else in `language`. */
  title: z.string(),
  language: localeShape,
  /** False if there is no text in the reader's language. */
  translated: z.boolean(),
  services: z.array(z.string()),
  categories: z.array(categoryLink),
  /** Published, and neither expired nor withdrawn. */
  active: z.boolean(),
  publishedAt: timeShape.nullable(),
  publishAt: timeShape.nullable(),
  expiresAt: timeShape.nullable(),
  startsAt: timeShape.nullable(),
  endsAt: timeShape.nullable(),
  pinnedUntil: timeShape.nullable(),
  changedAt: timeShape
})

export const announcementQuery = z.object({
  active: flag.optional(),
  type: announcementType.optional(),
  severity: announcementSeverity.optional(),
  service: z.string().max(40).optional(),
  /** Slug of a category. */
  category: z.string().max(80).optional(),
  year: z.coerce.number<number | string>().int().min(2000).max(2200).optional(),
  /** Month of `year`, 1 to 12. In UTC, so that URLs mean the same to everybody. */
  month: z.coerce.number<number | string>().int().min(1).max(12).optional(),
  q: z.string().max(100).optional(),
  cursor: cursorShape.optional()
})
export const announcementList = listOf(announcementRow)
export const archive = z.object({
  /** Months with announcements, newest first. */
  months: z.array(z.object({ year: z.number(), month: z.number(), count: z.number() })),
  services: z.array(z.string())
})
export const currentQuery = z.object({ category: z.string().max(80).optional() })
export const currentList = z.object({ items: z.array(announcementRow) })
export const matchingQuery = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional(),
  categoryId: idShape.optional()
})
export const workList = z.object({
  items: z.array(
    announcementRow.extend({
      mayApprove: z.boolean(),
      /** Whether an update or a correction waits for a second person. */
      proposed: z.boolean()
    })
  )
})

const update = z.object({
  id: z.number(),
  phase: announcementPhase,
  html: z.string(),
  language: localeShape,
  createdAt: timeShape
})
const publicUpdate = update.extend({
  /** Time of the last rewording. */
  changedAt: timeShape.nullable(),
  /** As `notifyAt` of the announcement. */
  notifyAt: timeShape.nullable()
})
export const announcementPage = z.object({
  announcement: announcementRow.extend({
    html: z.string(),
    languages: z.array(localeShape),
    /** Replaces the text of a withdrawn announcement. */
    correction: z.object({ html: z.string(), language: localeShape }).nullable(),
    discussion: relatedThread.nullable(),
    publicRevision: z.number(),
    /**
     * Time at which followers are notified; for a withdrawn announcement, those who were notified
     * of the original. Null if they were notified already or the notification was stopped. For
     * writers only.
     */
    notifyAt: timeShape.nullable(),
    approvalDue: z.boolean(),
    pending: z.boolean()
  }),
  updates: z.array(publicUpdate),
  /**
   * Updates that wait for a second person, and corrections, which have no phase; for writers only.
   */
  proposals: z.array(
    z.object({
      id: z.number(),
      phase: announcementPhase.nullable(),
      createdAt: timeShape,
      /** Texts in all languages, the reader's first. */
      texts: z.array(z.object({ language: localeShape, html: z.string() })),
      /** Snapshot that an approval has to name. */
      snapshot: snapshotShape,
      /** Id of the update that it rewords. */
      updateId: z.number().nullable(),
      by: authorShape,
      outside,
      mayApprove: z.boolean()
    })
  ),
  threads: z.array(relatedThread),
  /** Whether the reader follows this type. */
  following: z.boolean(),
  can: z.object({
    edit: z.boolean(),
    publish: z.boolean(),
    approve: z.boolean(),
    update: z.boolean(),
    /** Whether the reader may reword published updates. */
    reword: z.boolean(),
    withdraw: z.boolean(),
    stopNotifying: z.boolean()
  })
})
const inEach = <T extends z.ZodType>(shape: T) =>
  z.object({ en: shape.optional(), 'zh-CN': shape.optional(), 'zh-TW': shape.optional() })
const writtenText = z.object({ title: z.string(), body: z.string() })
export const announcementSource = z.object({
  id: z.number(),
  state,
  revision: z.number(),
  /** Name of the type in the reader's language. */
  typeName: z.string(),
  content: z.object({
    type: announcementType,
    basis: announcementBasis,
    severity: announcementSeverity,
    services: z.array(z.string()),
    categories: z.array(z.number()),
    texts: z.object({
      en: writtenText.optional(),
      'zh-CN': writtenText.optional(),
      'zh-TW': writtenText.optional()
    }),
    publishAt: timeShape.nullable(),
    expiresAt: timeShape.nullable(),
    startsAt: timeShape.nullable(),
    endsAt: timeShape.nullable(),
    pin: z.object({ until: timeShape, order: z.number() }).nullable(),
    discussion: z.enum(discussions)
  }),
  /** Snapshot that an approval or a publication has to name. */
  snapshot: snapshotShape,
  /** Preview of each text as readers will see it. */
  preview: z.array(z.object({ language: localeShape, title: z.string(), html: z.string() })),
  outside,
  /** Whether it may be published without these passages. */
  mayClean: z.boolean(),
  needsSecondPerson: z.boolean(),
  /** Whether it may be published before the second person has approved it. */
  approvalMayFollow: z.boolean(),
  mayPublish: z.boolean(),
  mayApprove: z.boolean()
})
export const updateSource = z.object({
  id: z.number(),
  phase: announcementPhase,
  bodies: inEach(z.string())
})
const bodyIn = z.object({ language: localeShape, body: z.string() })
/** Newest first. Readers get only versions that were public. */
export const announcementRevisionList = z.object({
  items: z.array(
    z.object({
      number: z.number(),
      createdAt: timeShape,
      publishedAt: timeShape.nullable(),
      /** For staff only. */
      editor: authorShape.nullable(),
      texts: z.array(z.object({ language: localeShape, title: z.string(), body: z.string() }))
    })
  ),
  /** Earlier wordings of updates. */
  updates: z.array(
    z.object({
      id: z.number(),
      phase: announcementPhase,
      since: timeShape,
      until: timeShape,
      /** For staff only. */
      author: authorShape.nullable(),
      texts: z.array(bodyIn)
    })
  ),
  /** Decided proposals: updates, and corrections, which have no phase; for writers only. */
  proposals: z.array(
    z.object({
      id: z.number(),
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
/** New threads that mention an ongoing incident, with that incident. */
export const linkSuggestions = z.object({
  items: z.array(
    z.object({
      thread: z.object({ id: z.number(), title: z.string(), url: z.string() }),
      announcement: announcementRow
    })
  )
})
export const publicationAnswer = z.object({ state })
/** Sent exactly as it was signed. */
const signedDocument = z.object({
  issuer: z.string(),
  url: z.string(),
  signedAt: timeShape,
  state,
  type: announcementType,
  basis: announcementBasis.optional(),
  severity: announcementSeverity,
  phase: announcementPhase.nullable(),
  services: z.array(z.string()),
  publishedAt: timeShape.nullable(),
  expiresAt: timeShape.nullable(),
  startsAt: timeShape.nullable(),
  endsAt: timeShape.nullable(),
  texts: inEach(writtenText),
  updates: z.array(
    z.object({ phase: announcementPhase, at: timeShape, bodies: inEach(z.string()) })
  ),
  correction: inEach(z.string()).nullable()
})
/** `signature`: JWS with a detached payload, EdDSA over the canonical JSON (RFC 8785) of `document`. */
export const signedAnnouncement = z.object({ document: signedDocument, signature: z.string() })
export const typeParams = z.object({ type: announcementType })
const typeNames = z.object({
  en: lineOfText(40),
  'zh-CN': lineOfText(40),
  'zh-TW': lineOfText(40)
})
export const typeInput = z.object({
  key: announcementType,
  names: typeNames,
  /** Built-in type whose rules, phases and look it has. */
  basis: announcementBasis
})
/** `offered: true` restores a removed type. */
export const typeChange = z.object({ names: typeNames, offered: z.literal(true) }).partial()
export const typeList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** Name in the reader's language. */
      name: z.string(),
      names: z.object({ en: z.string(), 'zh-CN': z.string(), 'zh-TW': z.string() }),
      basis: announcementBasis,
      builtIn: z.boolean(),
      /** Whether new announcements can have this type. */
      offered: z.boolean()
    })
  )
})
export const followedTypes = z.object({ types: z.array(announcementType) })
export const linkParams = z.object({ id: idShape, announcementId: idShape })

export * from './templates/contract.ts'

export type AnnouncementRow = z.infer<typeof announcementRow>
export type AnnouncementPage = z.infer<typeof announcementPage>
export type AnnouncementQuery = z.output<typeof announcementQuery>
export type AnnouncementInput = z.output<typeof announcementInput>
export type AnnouncementSource = z.infer<typeof announcementSource>
