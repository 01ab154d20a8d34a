import type { z } from 'zod'
import type { FieldError } from './problems.ts'

type Issue = z.core.$ZodIssue

/** Turns zod's issues into message keys; what a shape gave as its own message already is one. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), ...message(issue) }))

function message(issue: Issue): Omit<FieldError, 'path'> {
  const isOwn = issue.code !== 'custom' && issue.message.startsWith('field_')
  return isOwn ? { message: issue.message } : usual(issue)
}

function usual(issue: Issue): Omit<FieldError, 'path'> {
  switch (issue.code) {
    case 'custom':
      return { message: issue.message, params: issue.params as FieldError['params'] }
    case 'too_small':
      return Number(issue.minimum) <= 1
        ? { message: 'field_required' }
        : { message: 'field_too_short', params: { minimum: Number(issue.minimum) } }
    case 'too_big':
      return { message: 'field_too_long', params: { maximum: Number(issue.maximum) } }
    case 'invalid_type':
      return { message: issue.input === undefined ? 'field_required' : 'field_invalid' }
    case 'invalid_format':
      return { message: issue.format === 'email' ? 'field_email' : 'field_invalid' }
    default:
      return { message: 'field_invalid' }
  }
}
