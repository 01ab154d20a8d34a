import { asc, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { languageFor, wordsFor, type TextByLocale } from '@stoa/core/languages'
import { knownCategories } from '../categories/categories.ts'
import type { Field, ShownField } from './contract.ts'
import { categoryFields, type FieldValues, fieldColumns, type KnownField } from './schema.ts'

type Reader = Pick<Context, 'locale' | 'ports'>

/** The form of a category in the reader's language. */
export const fieldsFor = (ctx: Reader, fields: readonly KnownField[]): Field[] =>
  fields.map((field) => ({
    ...namedFor(ctx, field),
    hint: wordsFor(ctx, field.hint),
    required: field.required,
    choices: field.choices.map((choice) => ({
      answer: valueOfChoice(ctx, choice),
      label: wordsFor(ctx, choice)
    }))
  }))

function namedFor(ctx: Reader, { id, kind, label }: KnownField) {
  const language = languageFor(ctx, label)
  const named = { id, kind, label: wordsFor(ctx, label) }
  return language === ctx.locale ? named : { ...named, labelLanguage: language }
}

/**
 * Makes a function that returns a post's answers as its readers see them. Without answers it runs no
 * statement, and one only for fields that are removed.
 */
export async function answersFor(
  ctx: Context,
  rows: readonly { fieldValues: FieldValues | null }[]
) {
  const ids = new Set(rows.flatMap(({ fieldValues }) => Object.keys(fieldValues ?? {}).map(Number)))
  const fields = ids.size === 0 ? [] : await fieldsWith(ctx, ids)
  return (values: FieldValues | null): ShownField[] =>
    values === null
      ? []
      : fields
          .filter(({ id }) => Object.hasOwn(values, id))
          .map((field) => answerTo(ctx, field, values[field.id] ?? ''))
}

function answerTo(ctx: Reader, field: KnownField, answer: string): ShownField {
  const choice = field.choices.find((one) => valueOfChoice(ctx, one) === answer)
  const text = field.kind === 'time' ? minuteInWords(answer) : answer
  return { ...namedFor(ctx, field), answer, text: choice ? wordsFor(ctx, choice) : text }
}

/** A minute for who reads no page, such as in a feed: `2026-11-28 13:30 UTC`. */
const minuteInWords = (answer: string) => answer.replace('T', ' ').replace(/Z$/, ' UTC')

/** Returns the fields with these ids in the order of their forms, removed ones last. */
export async function fieldsWith(ctx: Context, ids: ReadonlySet<number>): Promise<KnownField[]> {
  const forms = (await knownCategories(ctx)).flatMap(({ fields }) => fields)
  // Sub-categories may have the form of their category.
  const known = new Map(forms.map((field) => [field.id, field]))
  const found = [...known.values()].filter(({ id }) => ids.has(id))
  const missing = [...ids].filter((id) => !found.some((field) => field.id === id))
  return missing.length === 0 ? found : [...found, ...(await removedFields(ctx, missing))]
}

const removedFields = ({ db }: Context, ids: number[]): Promise<KnownField[]> =>
  db
    .select(fieldColumns)
    .from(categoryFields)
    .where(inArray(categoryFields.id, ids))
    .orderBy(asc(categoryFields.id))

/** The text of a choice by which threads answer it, whatever the language of their reader. */
export const valueOfChoice = (
  { ports }: { ports: Pick<Context['ports'], 'languages'> },
  choice: TextByLocale
): string => choice[ports.languages.default] ?? Object.values(choice)[0] ?? ''
