import { redirect } from '@sveltejs/kit'
import type { Problem, RevisionChanged } from '@stoa/api'
import { translate, type Locale } from '@stoa/messages'
import { changedParts, partsIn, type ChangedPart } from './changed-parts.server.ts'

/** A refusal in the reader's words: what happened, and which field needs another look. */
export type Refusal = {
  status: number
  code: string
  message: string
  /** Message per path of the request body, for the field that shows it. */
  errors: Record<string, string>
  /** Sorts of secrets or of personal data that the guards found, each once. */
  found: string[]
  /** Of an approval: how what is there differs from what was read. */
  changes: ChangedPart[]
  /** Where what was refused is already. */
  url?: string
}

// The api's own bundle has its own class, so `instanceof` would not know it.
const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === 'Problem' && 'code' in error

/** Whether it was thrown because of the named rule. */
export const isRefusal = (error: unknown, code: string): error is Problem =>
  isProblem(error) && error.code === code

/** What may not be there: undefined for a 404. */
export async function ifFound<T>(loading: Promise<T>): Promise<T | undefined> {
  try {
    return await loading
  } catch (error) {
    if (isProblem(error) && error.status === 404) return undefined
    throw error
  }
}

const isChanged = (error: unknown): error is RevisionChanged =>
  isRefusal(error, 'revision_changed') && 'now' in error

/**
 * The refusal that a thrown problem means; undefined for a bug.
 * @param read by an approval: the parts of the snapshot, as `ReadRevision` sends them
 */
export function refusalOf(error: unknown, locale: Locale, read = ''): Refusal | undefined {
  if (!isProblem(error)) return undefined
  const { status, code, params } = error
  const message = translate(`problem_${code}`, params, locale)
  const kinds = error.errors.flatMap(({ params }) => (params?.kind ? [String(params.kind)] : []))
  const changes = isChanged(error)
    ? changedParts(error.read?.parts ?? partsIn(read), error.now, locale)
    : []
  const url = code === 'asked_already' ? String(params.url) : undefined
  return {
    status,
    code,
    message,
    errors: errorsOf(error, locale),
    found: [...new Set(kinds)],
    changes,
    url
  }
}

/** What is wrong with each field; several things that were found in one are told once each. */
function errorsOf({ errors }: Problem, locale: Locale): Record<string, string> {
  const words = Map.groupBy(errors, ({ path }) => path)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const entries = [...words].map(([path, of]) => {
    const told = of.map(({ message, params }) => translate(message, params ?? {}, locale))
    return [path, list.format(new Set(told))] as const
  })
  return Object.fromEntries(entries)
}

/** What is said where a form sends as read what no page can have shown. */
export const unreadableRefusal = (locale: Locale): Refusal => ({
  status: 422,
  code: 'invalid_input',
  message: translate('problem_invalid_input', {}, locale),
  errors: {},
  found: [],
  changes: []
})

/** What is said of a bug, which is reported. */
export function bugRefusal(bug: unknown, { locale, report }: App.Locals): Refusal {
  report(bug)
  return {
    status: 500,
    code: 'internal',
    message: translate('problem_internal', {}, locale),
    errors: {},
    found: [],
    changes: []
  }
}

/**
 * What a page loads from an address that may be an old one: a thread that was merged, a user who
 * was renamed. Then the page redirects to where it is now.
 */
export async function orMoved<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading
  } catch (error) {
    if (isProblem(error) && error.status === 301) redirect(301, String(error.params.url))
    throw error
  }
}
