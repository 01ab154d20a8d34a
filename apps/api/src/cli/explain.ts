import { Problem } from '@stoa/core'
import { bugReport, StartError } from '@stoa/core/server'
import { problemBody } from '../plugins/problem-body.ts'

/** Explains an error to the user of a command. */
export function explain(error: unknown): string {
  if (error instanceof StartError) return error.message
  if (!(error instanceof Problem)) return bugReport(error).stack
  const { detail, errors = [] } = problemBody(error, 'en')
  return [detail, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n')
}
