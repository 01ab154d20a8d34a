import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { id, ref, time } from '@stoa/core/data'

export const fieldKinds = ['text', 'number', 'choice', 'version', 'time'] as const

/**
 * Fields that a category asks for in its new threads, besides title and text. Removed fields stay: threads that
 * answered them show their labels, also in another category or after theirs was deleted.
 */
export const categoryFields = pgTable(
  'category_fields',
  {
    id: id(),
    categoryId: ref().notNull(),
    position: integer().notNull(),
    kind: text({ enum: fieldKinds }).notNull(),
    label: jsonb().notNull().$type<TextByLocale>(),
    hint: jsonb().notNull().$type<TextByLocale>(),
    required: boolean().notNull(),
    choices: jsonb()
      .notNull()
      .$type<TextByLocale[]>()
      .default(sql`'[]'`),
    createdAt: time().notNull(),
    removedAt: time()
  },
  (t) => [index('category_fields_category').on(t.categoryId, t.position, t.id)]
)

/** The answers of a post: a text by the id of its field. */
export type FieldValues = Record<string, string>

export type KnownField = Pick<typeof categoryFields.$inferSelect, keyof typeof fieldColumns>

export const fieldColumns = {
  id: categoryFields.id,
  kind: categoryFields.kind,
  label: categoryFields.label,
  hint: categoryFields.hint,
  required: categoryFields.required,
  choices: categoryFields.choices
}

/**
 * A column of a query over `categories`: the form of the category, in order. A sub-category without
 * one has that of its category.
 */
export const fieldsOfCategory = sql<KnownField[]>`(
  select coalesce(json_agg(field), '[]') from (
    select json_build_object('id', asked.id, 'kind', asked.kind, 'label', asked.label,
      'hint', asked.hint, 'required', asked.required, 'choices', asked.choices) as field
    from ${categoryFields} asked
    where asked.removed_at is null and asked.category_id = case
      when exists (select from ${categoryFields} own
        where own.category_id = categories.id and own.removed_at is null)
      then categories.id else coalesce(categories.parent_id, categories.id) end
    order by asked.position, asked.id) form)`
