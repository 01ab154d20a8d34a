import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { categoryFields } from './schema.ts'

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

/** The text of a choice by which threads answer it, whatever the language of their reader. */
export const valueOfChoice = (
  { ports }: { ports: Pick<Context['ports'], 'languages'> },
  choice: TextByLocale
): string => choice[ports.languages.default] ?? Object.values(choice)[0] ?? ''
