import { z } from 'zod'
import {
  bodyOfText,
  idShape,
  lineOfText,
  localeShape,
  momentInput,
  revisionShape,
  snapshotShape,
  textByLocale,
  timeShape
} from '@stoa/core/contract'
import {
  announcementBasis,
  announcementRow,
  announcementSeverity,
  announcementType,
  approvers,
  bodies,
  outside,
  state,
  translated,
  writtenText
} from '../shapes.ts'
import { discussions } from '../schema.ts'

const translations = translated(z.object({ title: lineOfText(120, 4), body: bodyOfText(20_000) }))

const fields = z.object({
  type: announcementType,
  severity: announcementSeverity,
  translations,
  services: z.array(lineOfText(40)).max(12),
  /** Empty: all categories are concerned. */
  categories: z.array(idShape).max(30),
  /** Default: published immediately. */
  publishAt: momentInput.nullish(),
  expiresAt: momentInput.nullish(),
  startsAt: momentInput.nullish(),
  endsAt: momentInput.nullish(),
  /** Time zone of times without an offset. Default: the writer's, else UTC. */
  timeZone: z.string().max(60).optional(),
  /** Lower `order` comes first. */
  pin: z
    .object({ until: momentInput, order: z.number().int().min(-99).max(99).default(0) })
    .nullish(),
  discussion: z.enum(discussions),
  /** Asks members to confirm that they have read it: for risk warnings and critical ones. */
  asksAcknowledgement: z.boolean()
})

export const announcementInput = fields.extend({
  severity: fields.shape.severity.default('normal'),
  services: fields.shape.services.default([]),
  categories: fields.shape.categories.default([]),
  discussion: fields.shape.discussion.default('none'),
  asksAcknowledgement: fields.shape.asksAcknowledgement.default(false)
})
// Not of `announcementInput`: its defaults would reset what a change leaves out.
export const announcementChange = fields.partial().extend({ revision: revisionShape.optional() })

export const savedAnnouncement = z.object({
  id: z.int(),
  url: z.string(),
  state,
  revision: z.number(),
  /** The version is saved and becomes public after a second person has approved it. */
  pending: z.boolean()
})

/**
 * `pending`: the announcement is withdrawn, but the correction waits for a second person: as that of
 * a risk warning does, and one that leads out of the organisation.
 */
export const withdrawalAnswer = z.object({ pending: z.boolean(), outside })

export const withdrawalInput = z.object({ correction: bodies })

export const workList = z.object({
  /** Incidents and maintenance under way, which need updates; newest first. */
  running: z.array(announcementRow),
  items: z.array(
    announcementRow.extend({
      mayApprove: z.boolean(),
      /** Whether an update or a correction waits for a second person. */
      proposed: z.boolean()
    })
  )
})

export const announcementSource = z.object({
  id: z.int(),
  state,
  revision: z.number(),
  /** Name of the type in the reader's language. */
  typeName: z.string(),
  content: z.object({
    type: announcementType,
    basis: announcementBasis,
    severity: announcementSeverity,
    services: z.array(z.string()),
    categories: z.array(z.int()),
    texts: textByLocale(writtenText),
    publishAt: timeShape.nullable(),
    expiresAt: timeShape.nullable(),
    startsAt: timeShape.nullable(),
    endsAt: timeShape.nullable(),
    pin: z.object({ until: timeShape, order: z.number() }).nullable(),
    discussion: z.enum(discussions),
    asksAcknowledgement: z.boolean().optional()
  }),
  /** Snapshot that an approval or a publication has to name. */
  snapshot: snapshotShape,
  /** Preview of each text as readers will see it. */
  preview: z.array(z.object({ language: localeShape, title: z.string(), html: z.string() })),
  outside,
  /** Whether it may be published without these passages. */
  mayClean: z.boolean(),
  needsSecondPerson: z.boolean(),
  /** Whether a change of it would wait for a second person before readers see it. */
  changesWait: z.boolean(),
  /** Blanks of a template that have to be filled in before it can be published. */
  blanks: z.array(z.string()),
  /** Whether it may be published before the second person has approved it. */
  approvalMayFollow: z.boolean(),
  /** Who can approve the version that waits; empty before it waits. */
  approvers,
  mayPublish: z.boolean(),
  mayApprove: z.boolean()
})

export const publicationAnswer = z.object({ state })

export type AnnouncementInput = z.output<typeof announcementInput>
export type AnnouncementChange = z.output<typeof announcementChange>

export type AnnouncementSource = z.infer<typeof announcementSource>
