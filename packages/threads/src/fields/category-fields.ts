import { and, asc, eq, getTableColumns, isNull, max } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewOfficial, reviewTexts } from '@stoa/accounts/text-review'
import {
  checkUnchanged,
  conflict,
  emit,
  invalid,
  notFound,
  snapshotOfFields,
  transaction,
  type Context
} from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { asksForPrivateData } from '@stoa/guards'
import { lockCategories, findStored } from '../categories/categories.ts'
import { maxFields, type FieldChange, type FieldInput } from './contract.ts'
import { categoryFields } from './schema.ts'
import { valueOfChoice } from './known-fields.ts'

type Stored = typeof categoryFields.$inferSelect
const editedOf = ({ label, hint, required, choices }: Stored) => ({
  label,
  hint,
  required,
  choices
})

type FieldIds = { id: number; fieldId: number }

/** Lists the form of a category in every language. The caller is an admin. @throws Problem 404 */
export async function listFields(ctx: Context, categoryId: number) {
  await findStored(ctx, categoryId)
  const rows = await storedFields(ctx, categoryId)
  return { items: rows.map((row) => ({ ...row, snapshot: snapshotOfFields(editedOf(row)) })) }
}

/**
 * Adds a field to a category's form. The caller is an admin.
 * @throws Problem 404; 409 `category_form_full`; 422 for a label that asks for what belongs into no
 * post, for choices that are missing or alike; problems of `ports.safety.review`
 */
export async function addField(ctx: Context, categoryId: number, input: FieldInput) {
  await reviewField(ctx, input.kind, input)
  return changeForm(ctx, categoryId, 'added', async (inside) => {
    const present = await storedFields(inside, categoryId)
    if (present.length >= maxFields) throw conflict('category_form_full', { count: maxFields })
    const position = input.position ?? (await nextPosition(inside, categoryId))
    const [row] = await inside.db
      .insert(categoryFields)
      .values({ ...input, categoryId, position, createdAt: ctx.now })
      .returning({ id: categoryFields.id })
    return { id: row?.id ?? 0 }
  })
}

/**
 * Changes a field for new threads; what others answered stays.
 * @throws Problem 409 as `checkUnchanged`, as `addField`
 */
export async function changeField(
  ctx: Context,
  { id, fieldId }: FieldIds,
  { revision, ...change }: FieldChange
) {
  const { kind } = await findField(ctx, id, fieldId)
  await reviewField(ctx, kind, change)
  await changeForm(ctx, id, 'changed', async (inside) => {
    checkUnchanged(revision, editedOf(await findField(inside, id, fieldId)), change)
    if (Object.keys(change).length === 0) return
    await inside.db.update(categoryFields).set(change).where(eq(categoryFields.id, fieldId))
  })
}

/** Removes a field from the form. Threads that answered it keep their answers. @throws Problem 404 */
export async function removeField(ctx: Context, { id, fieldId }: FieldIds): Promise<void> {
  await changeForm(ctx, id, 'removed', async (inside) => {
    await findField(inside, id, fieldId)
    const removed = { removedAt: ctx.now }
    await inside.db.update(categoryFields).set(removed).where(eq(categoryFields.id, fieldId))
  })
}

async function changeForm<T>(
  ctx: Context,
  categoryId: number,
  field: 'added' | 'changed' | 'removed',
  act: (inside: Context) => Promise<T>
): Promise<T> {
  return transaction(ctx, async (inside) => {
    await lockCategories(inside)
    await findStored(inside, categoryId)
    const done = await act(inside)
    await recordSecurityEvent(inside, 'category.changed', { details: { categoryId, field } })
    await emit(inside, 'category.changed', { categoryId })
    return done
  })
}

const isOf = (categoryId: number) =>
  and(eq(categoryFields.categoryId, categoryId), isNull(categoryFields.removedAt))

const storedFields = ({ db }: Context, categoryId: number) =>
  db
    .select(getTableColumns(categoryFields))
    .from(categoryFields)
    .where(isOf(categoryId))
    .orderBy(asc(categoryFields.position), asc(categoryFields.id))

async function findField({ db }: Context, categoryId: number, id: number): Promise<Stored> {
  const [field] = await db
    .select()
    .from(categoryFields)
    .where(and(isOf(categoryId), eq(categoryFields.id, id)))
  if (!field) throw notFound()
  return field
}

async function nextPosition({ db }: Context, categoryId: number): Promise<number> {
  const [row] = await db
    .select({ last: max(categoryFields.position) })
    .from(categoryFields)
    .where(isOf(categoryId))
  return Math.min((row?.last ?? -1) + 1, 100)
}

async function reviewField(ctx: Context, kind: Stored['kind'], input: FieldChange) {
  const { label, hint = {}, choices } = input
  await reviewTexts(ctx, 'label', label)
  checkLabel(label)
  for (const [locale, text] of Object.entries(hint))
    await reviewOfficial(ctx, { path: `hint.${locale}`, text })
  for (const [index, choice] of (choices ?? []).entries())
    await reviewTexts(ctx, `choices.${index}`, choice)
  if (choices) checkChoices(ctx, kind, choices)
}

function checkLabel(label: TextByLocale = {}) {
  for (const [locale, text] of Object.entries(label))
    if (asksForPrivateData(text)) throw invalid(`label.${locale}`, 'threads_field_private')
}

function checkChoices(ctx: Context, kind: Stored['kind'], choices: TextByLocale[]) {
  if (kind !== 'choice') {
    if (choices.length > 0) throw invalid('choices', 'threads_field_no_choices')
    return
  }
  const values = new Set(choices.map((choice) => valueOfChoice(ctx, choice)))
  if (values.size < choices.length) throw invalid('choices', 'threads_field_choices_alike')
  if (values.size < 2) throw invalid('choices', 'threads_field_choices_few')
}
