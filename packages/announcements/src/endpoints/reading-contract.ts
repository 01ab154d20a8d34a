import { z } from 'zod'
import {
  authorShape,
  cursorShape,
  flag,
  idShape,
  listOf,
  localeShape,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import { relatedThread } from '@stoa/threads/contract'
import {
  announcementPhase,
  announcementRow,
  announcementSeverity,
  announcementType,
  approvers,
  outside
} from '../shapes.ts'

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
  months: z.array(z.object({ year: z.number(), month: z.number(), count: z.int() })),
  /** `key` is the one of a service, or the name that announcements have. */
  services: z.array(z.object({ key: z.string(), name: z.string() }))
})

export const matchingList = z.object({ items: z.array(announcementRow) })

export const matchingQuery = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional(),
  categoryId: idShape.optional()
})

const update = z.object({
  id: z.int(),
  phase: announcementPhase,
  html: z.string(),
  language: localeShape,
  createdAt: timeShape
})

const publicUpdate = update.extend({
  /** Author of the present wording; for writers only. */
  author: authorShape.nullable(),
  /** Time of the last rewording. */
  changedAt: timeShape.nullable(),
  /** As those of the announcement. */
  notifyAt: timeShape.nullable(),
  recipients: z.number().nullable()
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
    /** Members and subscribed addresses that this notification goes to; null without one. */
    recipients: z.number().nullable(),
    approvalDue: z.boolean(),
    pending: z.boolean(),
    /** Who can approve the version that waits; for writers only. */
    approvers
  }),
  updates: z.array(publicUpdate),
  /**
   * Updates that wait for a second person, and corrections, which have no phase; for writers only.
   */
  proposals: z.array(
    z.object({
      id: z.int(),
      phase: announcementPhase.nullable(),
      createdAt: timeShape,
      /** Texts in all languages, the reader's first. */
      texts: z.array(z.object({ language: localeShape, html: z.string() })),
      /** Snapshot that an approval has to name. */
      snapshot: snapshotShape,
      /** Id of the update that it rewords. */
      updateId: z.int().nullable(),
      by: authorShape,
      outside,
      /**
       * Update with another phase that was published after this one was written; the approval would
       * undo it, and has to name its id as `despite`.
       */
      newer: update.pick({ id: true, phase: true, createdAt: true }).nullable(),
      /** Whether it may be published without the passages that lead outside. */
      mayClean: z.boolean(),
      approvers,
      mayApprove: z.boolean()
    })
  ),
  threads: z.array(relatedThread),
  /** Null if members are not asked to confirm that they have read it. */
  acknowledgement: z
    .object({
      /** Whether the reader has confirmed it; false for guests. */
      acknowledged: z.boolean(),
      /**
       * Members who confirmed it, of the members seen in the last 30 days and those who confirmed.
       * For staff only.
       */
      share: z.object({ acknowledged: z.number(), active: z.number() }).nullable()
    })
    .nullable(),
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

export const followedTypes = z.object({ types: z.array(announcementType) })

export type AnnouncementPage = z.infer<typeof announcementPage>

export type AnnouncementQuery = z.output<typeof announcementQuery>
