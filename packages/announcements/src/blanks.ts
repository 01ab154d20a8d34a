import { locales, Problem } from '@stoa/core'
import { blanksIn, findBlank } from '@stoa/guards'
import { translate } from '@stoa/messages'
import type { Bodies, Texts } from './schema.ts'

/** Kinds with a template to start from. */
const templates = ['incident', 'maintenance', 'risk'] as const

/** Of every template in every language: a draft may hold several. */
const known = templates.flatMap((template) =>
  locales.flatMap((locale) => [
    ...blanksIn(translate(`announcements_template_${template}_title`, {}, locale)),
    ...blanksIn(translate(`announcements_template_${template}_body`, {}, locale))
  ])
)

/** What goes out has no blank of a template left in it. @throws Problem 422 `blank_left` */
export function checkFilled(texts: Texts): void {
  const words = Object.values(texts).flatMap(({ title, body }) => [title, body])
  for (const text of words) check(text)
}

/**
 * The same of an update or a correction.
 * @param path where the texts stand in the input
 */
export function checkBodiesFilled(bodies: Bodies, path: string): void {
  for (const [locale, body] of Object.entries(bodies)) check(body, `${path}.${locale}`)
}

function check(text: string, path?: string) {
  const blank = findBlank(text, known)
  if (blank === undefined) return
  const error = { message: 'field_blank_left', params: { blank } }
  throw new Problem(422, 'blank_left', { blank }, path ? [{ path, ...error }] : [])
}
