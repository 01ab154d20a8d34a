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
  builtInKinds,
  discussions,
  phases,
  proposalOutcomes,
  severities,
  states
} from './schema.ts'

/** Of a kind: a built-in one, or one that admins added. */
export const announcementKind = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)
export const announcementBasis = z.enum(builtInKinds)
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

/** With an offset, or a local time of `timeZone` such as `2026-11-25T22:00`. */
const moment = z.iso.datetime({ offset: true, local: true })

export const announcementInput = z.object({
  kind: announcementKind,
  severity: announcementSeverity.default('normal'),
  translations,
  services: z.array(lineOfText(40)).max(12).default([]),
  /** Empty: it concerns every category. */
  categories: z.array(idShape).max(30).default([]),
  /** Without one it goes out when it is published. */
  publishAt: moment.nullish(),
  expiresAt: moment.nullish(),
  startsAt: moment.nullish(),
  endsAt: moment.nullish(),
  /** Of the times without an offset. Default: the writer's, else UTC. */
  timeZone: z.string().max(60).optional(),
  /** Lower `order` first. */
  pin: z.object({ until: moment, order: z.number().int().min(-99).max(99).default(0) }).nullish(),
  discussion: z.enum(discussions).default('none')
})
export const savedAnnouncement = z.object({
  id: z.number(),
  url: z.string(),
  state,
  revision: z.number(),
  /** Saved, and public only when a second person approves it. */
  pending: z.boolean()
})

export const updateInput = z.object({ phase: announcementPhase, translations: bodies })
/** What in it leads out of the organisation. */
const outside = z.array(z.string())
/** Null: it leads out, and waits for a second person. */
export const createdUpdate = z.object({ id: z.number().nullable(), outside })
export const updateParams = z.object({ id: idShape, updateId: idShape })
export const updateWording = z.object({ translations: bodies })
/** `pending`: it leads out, and waits for a second person. */
export const wordingAnswer = z.object({ pending: z.boolean(), outside })
/** `pending`: it is withdrawn; the correction leads out, and waits for a second person. */
export const withdrawalAnswer = z.object({ pending: z.boolean(), outside })
export const proposalParams = z.object({ id: idShape, proposalId: idShape })
export const withdrawalInput = z.object({ correction: bodies })

const categoryLink = z.object({ id: z.number(), slug: z.string(), name: z.string() })

export const announcementRow = z.object({
  id: z.number(),
  url: z.string(),
  kind: announcementKind,
  /** In the reader's language. */
  kindName: z.string(),
  /** The built-in kind whose rules it follows. */
  basis: announcementBasis,
  severity: announcementSeverity,
  state,
  /** Follows the clock: a maintenance whose window is over is `unconfirmed` until somebody says so. */
  phase: shownPhase.nullable(),
  /** In the reader's language, else in `language`. */
  title: z.string(),
  language: localeShape,
  /** False: there is no text in the reader's language. */
  translated: z.boolean(),
  services: z.array(z.string()),
  categories: z.array(categoryLink),
  /** Public, and neither over nor withdrawn. */
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
  kind: announcementKind.optional(),
  severity: announcementSeverity.optional(),
  service: z.string().max(40).optional(),
  /** Slug. */
  category: z.string().max(80).optional(),
  year: z.coerce.number<number | string>().int().min(2000).max(2200).optional(),
  /** With `year`; 1 to 12. By UTC, as addresses mean the same to everybody. */
  month: z.coerce.number<number | string>().int().min(1).max(12).optional(),
  q: z.string().max(100).optional(),
  cursor: cursorShape.optional()
})
export const announcementList = listOf(announcementRow)
export const archive = z.object({
  /** Months with announcements, the latest first. */
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
      /** An update or a correction of it waits for a second person. */
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
  /** When it was worded anew. */
  changedAt: timeShape.nullable(),
  /** As of the announcement. */
  notifyAt: timeShape.nullable()
})
export const announcementPage = z.object({
  announcement: announcementRow.extend({
    html: z.string(),
    languages: z.array(localeShape),
    /** In place of the text of a withdrawn one. */
    correction: z.object({ html: z.string(), language: localeShape }).nullable(),
    discussion: relatedThread.nullable(),
    publicRevision: z.number(),
    /**
     * Followers are told then, or those who were told of the correction; null: they were, or it was
     * stopped. For its authors only.
     */
    notifyAt: timeShape.nullable(),
    approvalDue: z.boolean(),
    pending: z.boolean()
  }),
  updates: z.array(publicUpdate),
  /** Updates, and without a phase corrections, that wait for a second person; for writers. */
  proposals: z.array(
    z.object({
      id: z.number(),
      phase: announcementPhase.nullable(),
      createdAt: timeShape,
      /** In each of its languages, the reader's first. */
      texts: z.array(z.object({ language: localeShape, html: z.string() })),
      /** What an approval of it has read. */
      snapshot: snapshotShape,
      /** Of the update that it words anew. */
      updateId: z.number().nullable(),
      by: authorShape,
      outside,
      mayApprove: z.boolean()
    })
  ),
  threads: z.array(relatedThread),
  /** The reader is told of announcements of this kind. */
  following: z.boolean(),
  can: z.object({
    edit: z.boolean(),
    publish: z.boolean(),
    approve: z.boolean(),
    update: z.boolean(),
    /** Word a published update anew. */
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
  /** In the reader's language. */
  kindName: z.string(),
  content: z.object({
    kind: announcementKind,
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
  /** What an approval, or a publication, has read. */
  snapshot: snapshotShape,
  /** Every text as readers will see it. */
  preview: z.array(z.object({ language: localeShape, title: z.string(), html: z.string() })),
  outside,
  /** Without that it may go out. */
  mayClean: z.boolean(),
  needsSecondPerson: z.boolean(),
  /** It may go out before the second person has looked. */
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
/** Newest first. Readers get what was public. */
export const announcementRevisionList = z.object({
  items: z.array(
    z.object({
      number: z.number(),
      createdAt: timeShape,
      publishedAt: timeShape.nullable(),
      /** For staff. */
      editor: authorShape.nullable(),
      texts: z.array(z.object({ language: localeShape, title: z.string(), body: z.string() }))
    })
  ),
  /** What updates said before they were worded anew. */
  updates: z.array(
    z.object({
      id: z.number(),
      phase: announcementPhase,
      since: timeShape,
      until: timeShape,
      /** For staff. */
      author: authorShape.nullable(),
      texts: z.array(bodyIn)
    })
  ),
  /** Updates, and without a phase corrections, that were to have a second person; for writers. */
  proposals: z.array(
    z.object({
      id: z.number(),
      phase: announcementPhase.nullable(),
      createdAt: timeShape,
      by: authorShape,
      outcome: z.enum(proposalOutcomes),
      decidedAt: timeShape,
      /** Null: nobody; it was dropped with a withdrawal. */
      decidedBy: authorShape.nullable(),
      texts: z.array(bodyIn)
    })
  )
})
export type AnnouncementHistory = z.infer<typeof announcementRevisionList>
/** New threads that speak of an incident that goes on, and which one. */
export const linkSuggestions = z.object({
  items: z.array(
    z.object({
      thread: z.object({ id: z.number(), title: z.string(), url: z.string() }),
      announcement: announcementRow
    })
  )
})
export const publicationAnswer = z.object({ state })
/** What was signed is sent as it was signed. */
const signedDocument = z.object({
  issuer: z.string(),
  url: z.string(),
  signedAt: timeShape,
  state,
  kind: announcementKind,
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
export const kindParams = z.object({ kind: announcementKind })
const kindNames = z.object({
  en: lineOfText(40),
  'zh-CN': lineOfText(40),
  'zh-TW': lineOfText(40)
})
export const kindInput = z.object({
  key: announcementKind,
  names: kindNames,
  /** The built-in kind whose rules, course and look it has. */
  basis: announcementBasis
})
/** `offered: true` brings a removed one back. */
export const kindChange = z.object({ names: kindNames, offered: z.literal(true) }).partial()
export const kindList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** In the reader's language. */
      name: z.string(),
      names: z.object({ en: z.string(), 'zh-CN': z.string(), 'zh-TW': z.string() }),
      basis: announcementBasis,
      builtIn: z.boolean(),
      /** New announcements may be of it. */
      offered: z.boolean()
    })
  )
})
export const followedKinds = z.object({ kinds: z.array(announcementKind) })
export const linkParams = z.object({ id: idShape, announcementId: idShape })

export * from './templates/contract.ts'

export type AnnouncementRow = z.infer<typeof announcementRow>
export type AnnouncementPage = z.infer<typeof announcementPage>
export type AnnouncementQuery = z.output<typeof announcementQuery>
export type AnnouncementInput = z.output<typeof announcementInput>
export type AnnouncementSource = z.infer<typeof announcementSource>
