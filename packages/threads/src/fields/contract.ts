import { z } from 'zod'
import {
  editedRevision,
  idShape,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale,
  wholeNumber
} from '@stoa/core/contract'
import { fieldKinds } from './schema.ts'

export const maxFields = 8
/** Code points of an answer. */
export const maxValueLength = 100

export const fieldKind = z.enum(fieldKinds)
const choices = z.array(textByLocale(lineOfText(40))).max(20)

const fieldFields = z.object({
  label: textByLocale(lineOfText(40)),
  hint: textByLocale(lineOfText(120)),
  required: z.boolean(),
  /** Of a choice, at least two. The text in the forum's default language is what a thread answers. */
  choices,
  /** The lowest comes first. */
  position: wholeNumber(0, 100)
})

export const fieldInput = fieldFields.extend({
  kind: fieldKind,
  hint: fieldFields.shape.hint.default({}),
  required: z.boolean().default(false),
  choices: choices.default([]),
  position: fieldFields.shape.position.optional()
})

// Its kind stays: threads have answered it.
export const fieldChange = fieldFields.partial().extend(editedRevision)

export const fieldParams = z.object({ id: idShape, fieldId: idShape })

/** The form of a category, in every language. */
export const fieldSettings = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      snapshot: snapshotShape,
      kind: fieldKind,
      label: textByLocale(z.string()),
      hint: textByLocale(z.string()),
      required: z.boolean(),
      choices: z.array(textByLocale(z.string())),
      position: z.number()
    })
  )
})

/** A field as it is asked, in the reader's language. */
export const field = z.object({
  id: z.int(),
  kind: fieldKind,
  label: z.string(),
  /** Language of the label if it is not the reader's. */
  labelLanguage: localeShape.optional(),
  hint: z.string(),
  required: z.boolean(),
  choices: z.array(z.object({ answer: z.string(), label: z.string() }))
})

/** An answer in a post, in the reader's language as far as it is a choice. */
export const shownField = z.object({
  id: z.int(),
  kind: fieldKind,
  label: z.string(),
  labelLanguage: localeShape.optional(),
  /** As stored: of a choice, its text in the forum's default language; of a time, its minute in UTC. */
  answer: z.string(),
  text: z.string()
})

/**
 * Answers by the ids of the fields of a category; an empty one counts as none. A time has its offset
 * or its zone: `2026-11-28T21:30+08:00`, `2026-11-28T21:30[Asia/Shanghai]`.
 */
export const fieldValues = z
  .record(z.string().regex(/^\d{1,15}$/), z.string().max(400))
  .refine((answers) => Object.keys(answers).length <= maxFields * 2)

/** `ID:VALUE` of a choice; several must all match. */
export const fieldFilter = z
  .union([z.string(), z.array(z.string()).max(4)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .pipe(z.array(z.string().regex(/^\d{1,15}:.{1,80}$/u)))
  .optional()

export const createdField = z.object({ id: z.int() })

export type Field = z.infer<typeof field>
export type ShownField = z.infer<typeof shownField>
export type FieldInput = z.output<typeof fieldInput>
export type FieldChange = z.output<typeof fieldChange>
