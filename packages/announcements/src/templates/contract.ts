import { z } from 'zod'
import { authorShape, bodyOfText, lineOfText, localeShape, timeShape } from '@stoa/core/contract'
import { templateTypes } from '../schema.ts'

const type = z.enum(templateTypes)
export const templateParams = z.object({ type, language: localeShape })
const words = z.object({ title: z.string(), body: z.string() })

/** A template in one language. */
const template = words.extend({
  type,
  /** Name of the type in the reader's language. */
  typeName: z.string(),
  language: localeShape,
  /** The template shipped with the forum. */
  shipped: words,
  isShipped: z.boolean(),
  /** Number of the version; 0 if nobody has changed the template. */
  revision: z.number(),
  changedAt: timeShape.nullable(),
  editor: authorShape.nullable()
})
export const templateList = z.object({ items: z.array(template) })

const revision = z.coerce.number<number | string>().int().min(0)
/** `revision`: number of the version that the actor changed. */
export const templateInput = z.object({
  title: lineOfText(120, 4),
  body: bodyOfText(20_000),
  revision
})
export const templateReset = z.object({ revision })
/** Newest first. A version without title and body is a reset to the shipped template. */
export const templateHistory = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      title: z.string().nullable(),
      body: z.string().nullable(),
      createdAt: timeShape,
      editor: authorShape
    })
  )
})
