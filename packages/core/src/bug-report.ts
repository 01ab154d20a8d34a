import { DrizzleQueryError } from 'drizzle-orm/errors'

/** The parts of an error that may be logged and stored. */
export type BugReport = { type: string; message: string; stack: string }

/**
 * Describes an error and its causes without the values of a failed statement. Those values are
 * texts of users; drizzle puts them into its message, PostgreSQL into an error's detail.
 */
export function bugReport(error: unknown): BugReport {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const message = messageOf(error)
  const stack = (error.stack ?? '').replace(error.message, () => message)
  const causes = causesOf(error).map((cause) => `\ncaused by: ${bugReport(cause).stack}`)
  return { type: error.constructor.name, message, stack: [stack, ...causes].join('') }
}

const causesOf = (error: Error): unknown[] => [
  ...(error.cause ? [error.cause] : []),
  ...(error instanceof AggregateError ? (error.errors as unknown[]) : [])
]

function messageOf(error: Error): string {
  if (!(error instanceof DrizzleQueryError)) return error.message
  return `${error.cause?.message ?? 'Failed query'}\nin: ${error.query}`
}
