import { Problem, type Context } from '@stoa/core'
import { blanksIn, findBlank } from '@stoa/guards'
import type { Bodies, Texts } from './schema.ts'
import { templatesAt } from './templates/templates.ts'

/**
 * Checks that no placeholder of a template is left in an announcement. Templates are read in their
 * present version and in the version of the time when the announcement was begun.
 * @param begun time when the announcement was begun
 * @throws Problem 422 `blank_left`
 */
export async function checkFilled(ctx: Context, texts: Texts, begun: string): Promise<void> {
  await check(ctx, writtenIn(texts), [ctx.now, begun])
}

/** The blanks that are left in titles and texts, for which `checkFilled` refuses a publication. */
export async function blanksLeft(ctx: Context, texts: Texts, begun: string): Promise<string[]> {
  const written = writtenIn(texts)
  const known = await knownBlanks(ctx, written, [ctx.now, begun])
  return [...new Set(written.flatMap(({ text }) => allBlanks(text, known)))]
}

function allBlanks(text: string, known: readonly string[]): string[] {
  const blank = findBlank(text, known)
  return blank === undefined ? [] : [blank, ...allBlanks(text.replaceAll(blank, ''), known)]
}

const writtenIn = (texts: Texts): Written[] =>
  Object.values(texts).flatMap(({ title, body }) => [{ text: title }, { text: body }])

/**
 * As `checkFilled`, for an update or a correction, which is not begun from a template.
 * @param path of the texts in the input
 */
export async function checkBodiesFilled(ctx: Context, bodies: Bodies, path: string): Promise<void> {
  const written = Object.entries(bodies).map(([locale, text]) => ({
    text,
    path: `${path}.${locale}`
  }))
  await check(ctx, written, [ctx.now])
}

type Written = { text: string; path?: string }

async function check(ctx: Context, written: Written[], moments: string[]) {
  const known = await knownBlanks(ctx, written, moments)
  for (const { text, path } of written) {
    const blank = findBlank(text, known)
    if (blank === undefined) continue
    const error = { message: 'field_blank_left', params: { blank } }
    throw new Problem(422, 'blank_left', { blank }, path ? [{ path, ...error }] : [])
  }
}

/** Placeholders of all templates in all languages, because a draft may combine several. */
async function knownBlanks(ctx: Context, written: Written[], moments: string[]) {
  if (written.every(({ text }) => blanksIn(text).length === 0)) return []
  const templates = await Promise.all(moments.map((moment) => templatesAt(ctx, moment)))
  return templates.flat().flatMap(({ title, body }) => [...blanksIn(title), ...blanksIn(body)])
}
