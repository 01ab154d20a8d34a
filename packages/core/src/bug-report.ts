import { DrizzleQueryError } from 'drizzle-orm/errors'

/** What may be logged and kept of a bug. */
export type BugReport = { type: string; message: string; stack: string }

/**
 * Describes what was thrown, its causes included, without the values of a statement that failed: they
 * are what people wrote, and drizzle names them in its message, Postgres in an error's detail.
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
