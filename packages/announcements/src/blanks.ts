import { Problem, type Context } from '@stoa/core'
import { blanksIn, findBlank } from '@stoa/guards'
import type { Bodies, Texts } from './schema.ts'
import { everyTemplate } from './templates/templates.ts'

/** What goes out has no blank of a template left in it. @throws Problem 422 `blank_left` */
export async function checkFilled(ctx: Context, texts: Texts): Promise<void> {
  const known = await knownBlanks(ctx)
  const words = Object.values(texts).flatMap(({ title, body }) => [title, body])
  for (const text of words) check(text, known)
}

/**
 * The same of an update or a correction.
 * @param path where the texts stand in the input
 */
export async function checkBodiesFilled(ctx: Context, bodies: Bodies, path: string): Promise<void> {
  const known = await knownBlanks(ctx)
  for (const [locale, body] of Object.entries(bodies)) check(body, known, `${path}.${locale}`)
}

/** Of every template in every language: a draft may hold several. */
const knownBlanks = async (ctx: Context) => (await everyTemplate(ctx)).flatMap(blanksIn)

function check(text: string, known: string[], path?: string) {
  const blank = findBlank(text, known)
  if (blank === undefined) return
  const error = { message: 'field_blank_left', params: { blank } }
  throw new Problem(422, 'blank_left', { blank }, path ? [{ path, ...error }] : [])
}
