import { z } from 'zod'
import { capabilities, locales, scopes, type Locale } from './context.ts'

export { isTimeZone } from './time-zone.ts'

/** Ids are JSON numbers. In a URL they are digits. */
export const idShape = z.coerce
  .number<number | string>()
  .int()
  .positive('field_invalid')
  .max(Number.MAX_SAFE_INTEGER)

/** Makes an empty form field missing, because a number would otherwise read it as 0. */
export const filledIn = <S extends z.ZodType>(shape: S) =>
  z.preprocess((given: z.input<S>) => (given === '' ? undefined : given), shape)

/** ISO 8601 UTC with milliseconds. */
export const timeShape = z.iso.datetime({ precision: 3 })

/** A time that a client was given and sends back. PostgreSQL has no year 0. */
export const givenTime = timeShape.refine((time) => !time.startsWith('0000'))

/** A time sent by a client with any offset; stored in UTC. */
export const timeInput = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())

/** A time with any offset, or a local one such as `2026-11-25T22:00`, whose zone is known. */
export const momentInput = z.iso.datetime({ offset: true, local: true })

export const localeShape = z.enum(locales)

/** A text in each language that it was written in. Verbs demand the forum's default language. */
export const textByLocale = <S extends z.ZodType>(shape: S) =>
  z.object(
    Object.fromEntries(locales.map((locale) => [locale, shape.optional()])) as Record<
      Locale,
      z.ZodOptional<S>
    >
  )
export const roleShape = z.enum(['guest', 'member', 'volunteer', 'staff', 'admin'])
/** What an author is shown as. */
export const authorRoleShape = z.enum([...roleShape.options, 'service'])
export const capabilityShape = z.enum(capabilities)
export const scopeShape = z.enum(scopes)
/** The key of a ticket topic. */
export const deskTopicShape = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)
export const trustShape = z.enum(['new', 'basic', 'trusted'])

/** A boolean in a query string. */
export const flag = z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1')

/** A whole number from JSON or from a form field. */
export const wholeNumber = (least: number, most: number) =>
  filledIn(z.coerce.number<number | string>().int().min(least).max(most))

export const cursorShape = z.string().min(1).max(400)
export const pageShape = z.coerce.number<number | string>().int().min(1).max(100_000)

/** A page of a list. Pass `next` back as `cursor`; it is null on the last page. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** The content that an approval would publish. The approval must name its `revision`. */
export const snapshotShape = z.object({
  revision: z.string(),
  parts: z.array(z.object({ name: z.string(), text: z.string() }))
})

/** The revision of the snapshot that the approver read. */
export const revisionShape = z
  .union([z.string().min(1).max(64), z.number().int()])
  .transform((revision) => String(revision))
/** Of an edit: the revision of the snapshot that it began with. Left out, it replaces anything. */
export const editedRevision = { revision: revisionShape.optional() }
export const approvalInput = z.object({ revision: revisionShape })

/**
 * For addresses that people open, to which mailers and caches add parameters. Those of programs are
 * closed.
 */
export const openQuery = z.looseObject({})

export const nothing = z.void()
export const idParams = z.object({ id: idShape })

/** An author in lists and posts. `erased` accounts have no page. */
export const authorShape = z.object({
  id: z.int(),
  username: z.string(),
  role: authorRoleShape,
  formerStaff: z.boolean(),
  /** The name of a drawn picture, or the id of an uploaded one. Null shows a letter. */
  picture: z.string().nullable(),
  erased: z.boolean()
})
export type Author = z.infer<typeof authorShape>

export { bodyOfText, lineOfText } from './text.ts'
export { usernameShape } from './username.ts'

/** Answer of endpoints that create something. */
export const created = z.object({ id: z.int() })
