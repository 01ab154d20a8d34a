import { z } from 'zod'
import { bodyOfText, localeShape, textByLocale, timeShape } from '@stoa/core/contract'
import { builtInTypes, phases, severities, states } from './schema.ts'
import { shownPhases } from './phase.ts'

/** Key of a type: built-in or added by an admin. */
export const announcementType = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)

export const announcementBasis = z.enum(builtInTypes)

export const announcementSeverity = z.enum(severities)

export const announcementPhase = z.enum(phases)

const shownPhase = z.enum([...phases, ...shownPhases])

export const state = z.enum(states)

export const translated = <T extends z.ZodType>(shape: T) =>
  textByLocale(shape).refine((texts) => Object.values(texts).some(Boolean), {
    error: 'field_required'
  })

export const bodies = translated(bodyOfText(5_000))

/** Who can approve what waits. `notifiedAt` is null if the notification has not been sent yet. */
export const approvers = z.array(
  z.object({ username: z.string(), notifiedAt: timeShape.nullable() })
)

/** Passages that lead out of the organisation. */
export const outside = z.array(z.string())

const categoryLink = z.object({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  /** Language of the name if it is not the reader's. */
  nameLanguage: localeShape.optional()
})

export const announcementRow = z.object({
  id: z.int(),
  url: z.string(),
  type: announcementType,
  /** Name of the type in the reader's language. */
  typeName: z.string(),
  /** Language of the type's name if it is not the reader's. */
  typeLanguage: localeShape.optional(),
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

export const writtenText = z.object({ title: z.string(), body: z.string() })

export const typeParams = z.object({ type: announcementType })

export type AnnouncementRow = z.infer<typeof announcementRow>
