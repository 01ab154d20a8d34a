import { z } from 'zod'
import { editedRevision, lineOfText, snapshotShape, textByLocale } from '@stoa/core/contract'
import { announcementBasis, announcementType } from '../shapes.ts'

const typeNames = textByLocale(lineOfText(40))

export const typeInput = z.object({
  /** Without it, one is made of the names. */
  key: announcementType.optional(),
  names: typeNames,
  /** Built-in type whose rules, phases and look it has. */
  basis: announcementBasis
})

export const addedType = z.object({ key: announcementType })

/** `offered: true` restores a removed type. */
export const typeChange = z
  .object({ names: typeNames, offered: z.literal(true) })
  .partial()
  .extend(editedRevision)

export const typeList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** Name in the reader's language. */
      name: z.string(),
      names: textByLocale(z.string()),
      snapshot: snapshotShape,
      basis: announcementBasis,
      builtIn: z.boolean(),
      /** Whether new announcements can have this type. */
      offered: z.boolean()
    })
  )
})
