import { z } from 'zod'
import { capabilities, locales } from './context.ts'

export { isTimeZone } from './time-zone.ts'

/** Ids are JSON numbers; from a URL they come as digits. */
export const idShape = z.coerce
  .number<number | string>()
  .int()
  .positive('field_invalid')
  .max(Number.MAX_SAFE_INTEGER)

/** A field of a form that has to be filled in: empty it is missing, where a number would read it as 0. */
export const filledIn = <S extends z.ZodType>(shape: S) =>
  z.preprocess((given: z.input<S>) => (given === '' ? undefined : given), shape)

/** ISO 8601 UTC with milliseconds. */
export const timeShape = z.iso.datetime({ precision: 3 })

/** A time sent by a client, any offset; stored in UTC. */
export const timeInput = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())

export const localeShape = z.enum(locales)
export const roleShape = z.enum(['guest', 'member', 'volunteer', 'staff', 'admin'])
export const capabilityShape = z.enum(capabilities)
/** Key of a topic of the desk. */
export const deskTopicShape = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)
export const trustShape = z.enum(['new', 'basic', 'trusted'])

/** A yes or no in a query string. */
export const flag = z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1')

/** A whole number as JSON has it or as the field of a form sends it. */
export const wholeNumber = (least: number, most: number) =>
  filledIn(z.coerce.number<number | string>().int().min(least).max(most))

export const cursorShape = z.string().min(1).max(400)
export const pageShape = z.coerce.number<number | string>().int().min(1).max(100_000)

/** A list answer: pass `next` back as `cursor`; null on the last page. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** What becomes public by an approval; `revision` is what the approval has to name. */
export const snapshotShape = z.object({
  revision: z.string(),
  parts: z.array(z.object({ name: z.string(), text: z.string() }))
})

/** Of the snapshot that was read. */
export const revisionShape = z
  .union([z.string().min(1).max(64), z.number().int()])
  .transform((revision) => String(revision))
export const approvalInput = z.object({ revision: revisionShape })

export const nothing = z.void()
export const idParams = z.object({ id: idShape })

/** An author as every list and post shows one. `erased` accounts have no page. */
export const authorShape = z.object({
  id: z.number(),
  username: z.string(),
  role: roleShape,
  formerStaff: z.boolean(),
  erased: z.boolean()
})
export type Author = z.infer<typeof authorShape>

export { bodyOfText, lineOfText } from './text.ts'
export { usernameShape } from './username.ts'
