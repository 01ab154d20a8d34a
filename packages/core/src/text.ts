import { z } from 'zod'
import { Problem } from './problems.ts'

// Bidi controls reorder text, tag characters and blank fillers hide text or fake an empty name,
// other controls and non-characters break XML feeds and mail headers.
const forbidden =
  /[\p{Bidi_Control}\u{E0000}-\u{E007F}\u115F\u1160\u17B4\u17B5\u180E\u2800\u3164\uFFA0\p{Noncharacter_Code_Point}]|(?![\t\n])\p{Cc}/u
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g
// These come with text copied from web pages and split words for search.
const invisible = /[\u00AD\u200B\u2060-\u2064\uFEFF]/g
const visible = /[^\p{Z}\p{C}\p{M}]/u

/** The stored form of a text: NFC, `\n` as line break, without zero-width spaces. */
const normal = (text: string) =>
  text.replace(lineBreaks, '\n').replace(invisible, '').normalize('NFC')

const isAllowed = (text: string) => text.isWellFormed() && !forbidden.test(text)

/**
 * Normalizes texts that do not come through a contract (mail replies, imports, names in settings).
 * @throws Problem 422 `text_forbidden_character`
 */
export function clean(text: string): string {
  const cleaned = normal(text)
  if (!isAllowed(cleaned)) throw new Problem(422, 'text_forbidden_character')
  return cleaned
}

/** The length in code points, so that 𠮷 and an emoji count as one. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

const checked = (shape: z.ZodString, minimum: number, maximum: number) =>
  shape.refine(isAllowed, { error: 'field_text_forbidden_character' }).check((context) => {
    const length = visible.test(context.value) ? lengthOf(context.value) : 0
    const bounds = { origin: 'string', inclusive: true, input: context.value } as const
    if (length < minimum) context.issues.push({ code: 'too_small', minimum, ...bounds })
    if (length > maximum) context.issues.push({ code: 'too_big', maximum, ...bounds })
  })

/** One line, trimmed, `minimum` to `maximum` code points: titles, names, reasons. */
export const lineOfText = (maximum: number, minimum = 1) =>
  checked(z.string().overwrite(normal).trim(), minimum, maximum).refine(
    (text) => !/[\n\t]/.test(text),
    { error: 'field_text_one_line' }
  )

/** Lines of Markdown or plain text. The indentation of the first line is kept. */
export const bodyOfText = (maximum: number, minimum = 1) => {
  const trimmed = (text: string) =>
    normal(text)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd()
  return checked(z.string().overwrite(trimmed), minimum, maximum)
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Escapes a text for HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
