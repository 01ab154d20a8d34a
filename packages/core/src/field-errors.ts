import type { z } from 'zod'
import type { FieldError } from './problems.ts'

type Issue = z.core.$ZodIssue

// Bounds the answer to a body with thousands of unknown fields.
const maxUnknownFields = 20

/**
 * Turns zod's issues into message keys. A message that a shape sets itself is already a key.
 * @param input what was parsed; its issues do not tell a missing value from one of a wrong type
 */
export const fieldErrors = (error: z.ZodError, input: unknown): FieldError[] =>
  error.issues.flatMap((issue) => errorsOf(issue, input))

const errorsOf = (issue: Issue, input: unknown): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.slice(0, maxUnknownFields).map((key) => unknownField([...issue.path, key]))
    : [{ path: issue.path.join('.'), ...message(issue, input) }]

const unknownField = (path: PropertyKey[]) => ({
  path: path.map((name) => String(name).slice(0, 100)).join('.'),
  message: 'field_unknown'
})

function message(issue: Issue, input: unknown): Omit<FieldError, 'path'> {
  const isOwn = issue.code !== 'custom' && issue.message.startsWith('field_')
  return isOwn ? { message: issue.message } : usual(issue, input)
}

function usual(issue: Issue, input: unknown): Omit<FieldError, 'path'> {
  switch (issue.code) {
    case 'custom':
      return { message: issue.message, params: issue.params as FieldError['params'] }
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big': {
      const maximum = Number(issue.maximum)
      return { message: isText(issue) ? 'field_too_long' : 'field_at_most', params: { maximum } }
    }
    case 'invalid_type':
      return { message: isMissing(input, issue.path) ? 'field_required' : 'field_invalid' }
    case 'invalid_format':
      return { message: issue.format === 'email' ? 'field_email' : 'field_invalid' }
    default:
      return { message: 'field_invalid' }
  }
}

/** An empty form field is missing, too. */
function isMissing(input: unknown, path: PropertyKey[]): boolean {
  const given = path.reduce<unknown>(
    (value, key) => (Object(value) as Record<PropertyKey, unknown>)[key],
    input
  )
  return given === undefined || given === null || given === ''
}

function tooSmall(origin: string, minimum: number): Omit<FieldError, 'path'> {
  if (origin === 'number') return { message: 'field_at_least', params: { minimum } }
  if (origin === 'array' && minimum === 1) return { message: 'field_choose_one' }
  return minimum <= 1
    ? { message: 'field_required' }
    : { message: 'field_too_short', params: { minimum } }
}

const isText = ({ origin }: { origin: string }) => origin === 'string'
