import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  idShape,
  listOf,
  localeShape,
  roleShape,
  timeInput,
  timeShape,
  trustShape
} from '@stoa/core/contract'
import { actions, appealOutcomes, reasons } from './schema.ts'
import { waveRow } from './waves/contract.ts'

export { rota } from './on-call/contract.ts'

export const reason = z.enum(reasons)
const categoryLink = z.object({ id: z.number(), slug: z.string(), name: z.string() })

export const reportInput = z.object({ reason, note: bodyOfText(1000).optional() })
export const created = z.object({ id: z.number() })

const reportedPost = z.object({
  id: z.number(),
  number: z.number(),
  threadId: z.number(),
  threadTitle: z.string(),
  url: z.string(),
  state: z.string(),
  /** Reports have hidden it, until somebody decides. */
  hiddenForNow: z.boolean(),
  html: z.string()
})

export const caseRow = z.object({
  id: z.number(),
  kind: z.enum(['post', 'user']),
  openedAt: timeShape,
  urgent: z.boolean(),
  /** Who says that they look at it. */
  claim: z.object({ by: z.string(), own: z.boolean() }).nullable(),
  category: categoryLink.nullable(),
  author: authorShape,
  post: reportedPost.nullable(),
  /** Who reported is never told. */
  reports: z.array(z.object({ reason, note: z.string().nullable(), createdAt: timeShape })),
  /** Nobody moderates their own case, an equal or a higher role. */
  can: z.object({ resolve: z.boolean(), hide: z.boolean() })
})
export const caseQuery = z.object({
  reason: reason.optional(),
  category: z.string().max(80).optional(),
  language: localeShape.optional(),
  cursor: cursorShape.optional()
})
export const caseList = listOf(caseRow)

export const resolutionInput = z.object({
  /** `hide` is for posts; `uphold` says the report was right where nothing is left to hide. */
  outcome: z.enum(['hide', 'uphold', 'dismiss']),
  reason: reason.optional(),
  note: bodyOfText(1000).optional()
})
export const hidingInput = z.object({ reason, note: bodyOfText(1000).optional() })

export const bulkInput = z.object({
  what: z.enum(['case', 'post', 'wave']),
  ids: z.array(idShape).min(1).max(50),
  /** Cases as for one of them; of posts that wait, and of waves, `approve` or `hide`. */
  outcome: z.enum(['hide', 'uphold', 'dismiss', 'approve']),
  reason: reason.optional(),
  note: bodyOfText(1000).optional()
})
/** `left`: what still waits of waves of which more waited than one act decides; done again it goes on. */
export const bulkAnswer = z.object({
  done: z.number(),
  left: z.number(),
  refused: z.array(z.object({ id: z.number(), code: z.string() }))
})

export const undoableKinds = [
  'hidden',
  'restored',
  'approved',
  'report_upheld',
  'report_dismissed',
  'edit_approved',
  'edit_refused',
  'appeal_upheld',
  'appeal_rejected'
] as const
const undoableRow = z.object({
  id: z.number(),
  kind: z.enum(undoableKinds),
  /** What it was about. */
  postId: z.number().nullable(),
  caseId: z.number().nullable(),
  appealId: z.number().nullable(),
  /** Nearly the same texts of several accounts are decided on, and taken back, as one. */
  waveId: z.number().nullable(),
  count: z.number(),
  createdAt: timeShape,
  /** Until then it can be taken back. */
  until: timeShape,
  post: z.object({ url: z.string(), title: z.string(), number: z.number() }).nullable(),
  /** Whose post it was, or who was reported. */
  username: z.string()
})
export const undoableList = z.object({ items: z.array(undoableRow) })

/** Held posts and edits, and appeals: what waits where. */
export const waitingQuery = z.object({
  category: z.string().max(80).optional(),
  language: localeShape.optional(),
  cursor: cursorShape.optional()
})

export const heldPost = z.object({
  postId: z.number(),
  threadId: z.number(),
  number: z.number(),
  title: z.string(),
  html: z.string(),
  author: authorShape,
  category: categoryLink,
  createdAt: timeShape
})
export const heldList = listOf(heldPost)
/** `html` of the post as it shall be. */
export const heldEdit = heldPost.extend({ id: z.number(), reason: z.string().nullable() })
export const heldEditList = listOf(heldEdit)

/** Public: role, category and reason, no names. Staff get `actor`, `user` and `note` too. */
export const logRow = z.object({
  id: z.number(),
  kind: z.enum(actions.kind.enumValues),
  actorRole: z.enum(actions.actorRole.enumValues),
  category: z.object({ slug: z.string(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  url: z.string().nullable(),
  /** Nobody else was eligible to decide. */
  ownCase: z.boolean(),
  createdAt: timeShape,
  actor: z.string().nullable(),
  user: z.string().nullable(),
  note: z.string().nullable()
})
export const logQuery = z.object({
  category: z.string().max(80).optional(),
  cursor: cursorShape.optional()
})
export const logList = listOf(logRow)

export const transparencyQuery = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
    .optional()
})
const medianMinutes = z.number().nullable()
/** Counts only; `medianMinutes`: from the first report to the decision, null where there was none. */
export const transparency = z.object({
  month: z.string(),
  actions: z.array(z.object({ kind: z.enum(actions.kind.enumValues), count: z.number() })),
  cases: z.object({ upheld: z.number(), dismissed: z.number(), medianMinutes }),
  appeals: z.object({ decided: z.number(), upheld: z.number() }),
  /** The twelve months up to this one, the oldest first. */
  course: z.array(z.object({ month: z.string(), actions: z.number(), medianMinutes }))
})

const sanctionKind = z.enum(['warning', 'silence', 'suspension'])
export const sanctionInput = z.object({
  kind: sanctionKind,
  /** Without one it lasts until it is lifted. Warnings have none. */
  until: timeInput.optional(),
  /** Only there and below; everywhere without one. For silences. */
  categoryId: idShape.optional(),
  reason,
  note: bodyOfText(1000).optional(),
  /** The newest sanction that was known; 0: none. Where there is a newer one it is refused. */
  known: z.coerce.number<number | string>().int().nonnegative().optional()
})
export const createdSanction = z.object({ id: z.number(), actionId: z.number() })
export const sanctionParams = z.object({ username: z.string().max(60), id: idShape })

const step = z.object({
  kind: sanctionKind,
  /** Null: until lifted, and for warnings. */
  hours: z.number().nullable()
})
export const sanctionRow = z.object({
  id: z.number(),
  kind: sanctionKind,
  reason: z.string(),
  category: categoryLink.nullable(),
  createdAt: timeShape,
  until: timeShape.nullable(),
  /** It holds at this moment. */
  active: z.boolean(),
  lifted: z.boolean(),
  can: z.object({ lift: z.boolean() })
})
export const record = z.object({
  username: z.string(),
  role: roleShape,
  trust: trustShape,
  joinedAt: timeShape,
  hiddenPosts: z.number(),
  sanctions: z.array(sanctionRow),
  /** The next step of the ladder; `grave` for fraud and what is illegal. */
  suggested: z.object({ usual: step, grave: step }),
  /** The sweep that stands, if there is one. */
  sweep: z
    .object({ id: z.number(), createdAt: timeShape, can: z.object({ undo: z.boolean() }) })
    .nullable(),
  can: z.object({
    warn: z.boolean(),
    /** Hours of silence that are left to give; null: as long as needed. */
    silence: z.object({ hours: z.number().nullable() }),
    suspend: z.boolean(),
    /** Silences hold everywhere; otherwise in a category that the actor moderates. */
    everywhere: z.boolean(),
    sweep: z.boolean(),
    /** Undo what they did as a moderator. */
    reverse: z.boolean()
  })
})

export const sweepInput = z.object({ reason, note: bodyOfText(1000).optional() })
/** `left`: more than one act hides at once; done again it goes on. */
export const swept = z.object({
  id: z.number(),
  hidden: z.number(),
  left: z.number(),
  /** Hosts and addresses that are held with it. */
  links: z.number()
})
export const reversalInput = z.object({ since: timeInput, before: idShape.optional() })
export const reversed = z.object({
  undone: z.number(),
  kept: z.number(),
  left: z.number(),
  /** Where to go on; null where there was nothing. */
  before: z.number().nullable()
})

const appealOutcome = z.enum(appealOutcomes)
export const appealInput = z.object({ text: bodyOfText(3000) })
export const appealDecision = z.object({
  outcome: appealOutcome,
  /** What the person is told beside the outcome. */
  answer: bodyOfText(1000).optional()
})
const decidedPost = z.object({
  url: z.string(),
  threadTitle: z.string(),
  number: z.number(),
  html: z.string()
})
/** What was decided about whoever reads it. */
export const decision = z.object({
  id: z.number(),
  kind: z.enum(actions.kind.enumValues),
  reason: z.string().nullable(),
  createdAt: timeShape,
  category: z.object({ slug: z.string(), name: z.string() }).nullable(),
  /** The own text, while it may be read. */
  post: decidedPost.nullable(),
  thread: z.object({ url: z.string(), title: z.string() }).nullable(),
  /** Of a sanction; `until` null: until lifted. */
  sanction: z.object({ until: timeShape.nullable(), active: z.boolean() }).nullable(),
  appeal: z
    .object({
      text: z.string(),
      createdAt: timeShape,
      outcome: appealOutcome.nullable(),
      answer: z.string().nullable(),
      decidedAt: timeShape.nullable()
    })
    .nullable(),
  can: z.object({ appeal: z.boolean() })
})
export const decisionQuery = z.object({ cursor: cursorShape.optional() })
export const decisionList = listOf(decision)

export const appealRow = z.object({
  id: z.number(),
  createdAt: timeShape,
  text: z.string(),
  author: authorShape,
  category: categoryLink.nullable(),
  action: z.object({
    id: z.number(),
    kind: z.enum(actions.kind.enumValues),
    role: z.enum(actions.actorRole.enumValues),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    createdAt: timeShape,
    until: timeShape.nullable()
  }),
  post: decidedPost.nullable(),
  can: z.object({ decide: z.boolean() })
})
export const appealList = listOf(appealRow)

/** In the order of what waits since the same moment. */
export const queueKinds = ['case', 'wave', 'edit', 'held', 'appeal'] as const

/** One list of all that waits. */
export const queueItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), row: caseRow }),
  z.object({ kind: z.literal('wave'), row: waveRow }),
  z.object({ kind: z.literal('edit'), row: heldEdit }),
  z.object({ kind: z.literal('held'), row: heldPost }),
  z.object({ kind: z.literal('appeal'), row: appealRow })
])
/** Of each list as far as one page of it reaches; null where it is not all of them from the beginning. */
const counted = z.object({ kind: z.enum(queueKinds), count: z.number(), more: z.boolean() })
export const queue = listOf(queueItem).extend({ counts: z.array(counted).nullable() })

export type SanctionInput = z.output<typeof sanctionInput>
export type Step = z.infer<typeof step>
export type UserRecord = z.infer<typeof record>
export type Decision = z.infer<typeof decision>
export type AppealRow = z.infer<typeof appealRow>
export type ReportInput = z.infer<typeof reportInput>
export type ResolutionInput = z.infer<typeof resolutionInput>
export type UndoableRow = z.infer<typeof undoableRow>
export type Transparency = z.infer<typeof transparency>
export type CaseRow = z.infer<typeof caseRow>
export type LogRow = z.infer<typeof logRow>
export type { WaveRow } from './waves/contract.ts'
export type { Figures, Note, Volunteering } from './volunteers/contract.ts'

export type QueueItem = z.infer<typeof queueItem>
export type Queue = z.infer<typeof queue>
