import { invalid, Problem, type Context, type FieldError } from '@stoa/core'
import { lineOfText } from '@stoa/core/contract'
import { minuteOf } from '@stoa/core/minutes'
import { fieldErrors } from '@stoa/core/server'
import { hasWalletAddress } from '@stoa/guards'
import { and, eq, sql } from 'drizzle-orm'
import { maxValueLength } from './contract.ts'
import type { FieldValues, KnownField } from './schema.ts'
import { knownCategories } from '../categories/categories.ts'
import type { FoundPost, FoundThread } from '../find.ts'
import { threads } from '../schema.ts'
import { fieldsWith, valueOfChoice } from './known-fields.ts'

const shape = lineOfText(maxValueLength, 0)
const number = /^[+-]?\d{1,15}(?:[.,]\d{1,18})?$/
const version = /^v?\d{1,6}(?:\.\d{1,10}){0,4}(?:[ .+-]?[a-z0-9.()-]{1,20})?$/i

/**
 * Checks the answers to a form and lets the guards review them like the text of a post. Nothing in
 * them can be quarantined, so they lead nowhere, and hold no address that money could be sent to.
 * @param before what an edited post answers: a field that is required now may stay empty
 * @returns the answers as stored, null without any
 * @throws Problem 422 on `fields.<id>`, with all that is wrong in the form
 */
export async function readValues(
  ctx: Context,
  form: readonly KnownField[],
  given: FieldValues = {},
  before?: FieldValues | null
): Promise<FieldValues | null> {
  const texts = new Map(Object.entries(given).map(([id, text]) => [Number(id), text.trim()]))
  const errors = [
    ...unknownIn(form, texts),
    ...form.flatMap((field) => {
      const isDemanded = field.required && (before === undefined || before?.[field.id])
      const text = texts.get(field.id) ?? ''
      // The form may have changed since it was answered.
      if (text !== '' && text === before?.[field.id]) return []
      return errorsIn(ctx, field, text, Boolean(isDemanded))
    })
  ]
  if (errors.length > 0) throw new Problem(422, 'invalid_input', {}, errors)
  const stored: FieldValues = {}
  for (const { id, kind } of form) {
    const text = shape.parse(texts.get(id) ?? '')
    if (text !== '') stored[id] = await storedAnswer(ctx, { id, kind }, text)
  }
  await reviewJoined(ctx, stored, before)
  return Object.keys(stored).length === 0 ? null : stored
}

async function storedAnswer(
  ctx: Context,
  { id, kind }: Pick<KnownField, 'id' | 'kind'>,
  text: string
) {
  if (kind === 'choice') return text
  return kind === 'time' ? (minuteOf(text) ?? text) : reviewed(ctx, id, text)
}

/** Refuses a secret or an address that is cut over several answers. */
async function reviewJoined(ctx: Context, stored: FieldValues, before?: FieldValues | null) {
  const hadAddress = hasWalletAddress(Object.values(before ?? {}).join(''))
  const earlier: string[] = []
  for (const [id, text] of Object.entries(stored)) {
    const path = pathOf(Number(id))
    await ctx.ports.safety.reviewTogether({ path, text, before: earlier.join('\n') })
    earlier.push(text)
    if (!hadAddress && hasWalletAddress(earlier.join('')))
      throw invalid(path, 'threads_field_address')
  }
}

const pathOf = (id: number) => `fields.${id}` as const

const unknownIn = (form: readonly KnownField[], texts: Map<number, string>): FieldError[] =>
  [...texts]
    .filter(([id, text]) => text !== '' && !form.some((field) => field.id === id))
    .map(([id]) => ({ path: pathOf(id), message: 'threads_field_unknown' }))

function errorsIn(
  ctx: Context,
  field: KnownField,
  text: string,
  isDemanded: boolean
): FieldError[] {
  const path = pathOf(field.id)
  if (text === '') return isDemanded ? [{ path, message: 'field_required' }] : []
  const { error } = shape.safeParse(text)
  if (error) return fieldErrors(error, text).map((one) => ({ ...one, path }))
  const message = refusalOf(ctx, field, text)
  return message ? [{ path, message }] : []
}

function refusalOf(ctx: Context, { kind, choices }: KnownField, text: string): string | undefined {
  if (kind === 'choice')
    return choices.some((choice) => valueOfChoice(ctx, choice) === text)
      ? undefined
      : 'threads_field_choose'
  if (kind === 'number' && !number.test(text)) return 'threads_field_number'
  if (kind === 'time') return minuteOf(text) ? undefined : 'threads_field_time'
  if (kind === 'version' && !version.test(text)) return 'threads_field_version'
  return hasWalletAddress(text) ? 'threads_field_address' : undefined
}

async function reviewed(ctx: Context, id: number, text: string): Promise<string> {
  const path = pathOf(id)
  await ctx.ports.safety.review(ctx, { path, text, isPublic: true })
  await ctx.ports.safety.checkLine(ctx, { path, text })
  return ctx.ports.safety.masked(ctx, text)
}

/** The answers as guards read them beside the body, one a line. */
export const textOfValues = (values: FieldValues | null): string =>
  Object.values(values ?? {}).join('\n')

/** The answers that lists are filtered by: those to choices, as `ID:VALUE`. */
export const choicesIn = (form: readonly KnownField[], values: FieldValues | null): string[] =>
  form
    .filter(({ id, kind }) => kind === 'choice' && values?.[id])
    .map(({ id }) => `${id}:${values?.[id] ?? ''}`)

type Edited = { post: FoundPost; thread: FoundThread }

/**
 * Checks the answers of an edit: to the form of the category, and to what the post answered before it
 * was moved or the form changed.
 * @param given undefined leaves the answers as they are
 * @throws Problem as `readValues`
 */
export async function readEdited(
  ctx: Context,
  { post, thread }: Edited,
  given: FieldValues | undefined
): Promise<FieldValues | null> {
  if (given === undefined) return post.fieldValues
  const asked = post.number === 1 ? await formOf(ctx, thread.categoryId) : []
  const answered = new Set(Object.keys(post.fieldValues ?? {}).map(Number))
  for (const { id } of asked) answered.delete(id)
  const form = [...asked, ...(await fieldsWith(ctx, answered))]
  return readValues(ctx, form, given, post.fieldValues)
}

const formOf = async (ctx: Context, categoryId: number) =>
  (await knownCategories(ctx)).find(({ id }) => id === categoryId)?.fields ?? []

/** Whether a post would keep its answers. */
export const isSameAnswers = (one: FieldValues | null, other: FieldValues | null): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

const sorted = (values: FieldValues | null) => Object.entries(values ?? {}).toSorted()

/** Stores by which choices lists find the thread, if the post is its first. */
export async function storeChoices(
  ctx: Context,
  { number, threadId, fieldValues: before }: FoundPost,
  values: FieldValues | null
): Promise<void> {
  if (number !== 1 || isSameAnswers(before, values)) return
  const ids = new Set(Object.keys(values ?? {}).map(Number))
  const fieldChoices = choicesIn(await fieldsWith(ctx, ids), values)
  const isIt = and(
    eq(threads.id, threadId),
    sql`${threads.fieldChoices} <> ${sql.param(fieldChoices)}::text[]`
  )
  await ctx.db.update(threads).set({ fieldChoices }).where(isIt)
}
