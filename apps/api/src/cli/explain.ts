import { Problem } from '@stoa/core'
import { bugReport, StartError } from '@stoa/core/server'
import { sourceLocale } from '@stoa/messages'
import { failureOf } from '@stoa/search'
import { problemBody } from '../plugins/problem-body.ts'
import { failureLine } from '../search-reports.ts'

/** Explains an error to the user of a command. */
export function explain(error: unknown): string {
  if (error instanceof StartError) return error.message
  const failure = failureOf(error)
  if (failure) return failureLine(failure)
  if (!(error instanceof Problem)) return bugReport(error).stack
  const { detail, errors = [] } = problemBody(error, sourceLocale)
  return [detail, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n')
}
