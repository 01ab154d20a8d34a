import { error as httpError, redirect } from '@sveltejs/kit'
import type { Problem, RevisionChanged } from '@stoa/api'
import { hasMessage, languages, translate, type Locale } from '@stoa/messages'
import { changedParts, partsIn, type ChangedPart } from '#lib/changes/changed-parts.server.ts'

/** A problem in the reader's language: what happened, and which field is wrong. */
export type Refusal = {
  status: number
  code: string
  message: string
  /** What to do, if there is more to say. */
  detail?: string
  /** Message by path of the request body. */
  errors: Record<string, string>
  /** Kinds of secrets or personal data found, without duplicates. */
  found: string[]
  /** For an approval: how the current text differs from what was read. */
  changes: ChangedPart[]
  /** For an edit: how what was typed differs from the current text. */
  mine: ChangedPart[]
  /** Where the refused content exists already. */
  url?: string
  /** Of the terms, to accept with the same form. */
  version?: number
}

// Not `instanceof`: the API's bundle has its own class.
const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === 'Problem' && 'code' in error

/** True if it is a problem with this code. */
export const isRefusal = (error: unknown, code: string): error is Problem =>
  isProblem(error) && error.code === code

/** Returns undefined for a 404. */
export async function ifFound<T>(loading: Promise<T>): Promise<T | undefined> {
  try {
    return await loading
  } catch (error) {
    if (isProblem(error) && error.status === 404) return undefined
    throw error
  }
}

/** Responds 404 where there is nothing at the address of a page. */
export function orNotFound<T>(found: T | undefined, { locale }: Pick<App.Locals, 'locale'>): T {
  if (found !== undefined) return found
  httpError(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
}

const isChanged = (error: unknown): error is RevisionChanged =>
  isRefusal(error, 'revision_changed') && 'now' in error

/**
 * Converts a thrown problem; undefined for a bug.
 * @param read of an approval or an edit: parts of the snapshot, as `ReadRevision` sends them
 */
export function refusalOf(error: unknown, locale: Locale, read = ''): Refusal | undefined {
  if (!isProblem(error)) return undefined
  const { status, code, params } = error
  const kinds = error.errors.flatMap(({ params }) => (params?.kind ? [String(params.kind)] : []))
  const changes = isChanged(error)
    ? changedParts(error.read?.parts ?? partsIn(read), error.now, locale)
    : []
  const mine =
    isChanged(error) && error.typed ? changedParts(error.now.parts, error.typed, locale) : []
  const url = code === 'asked_already' ? String(params.url) : undefined
  return {
    status,
    code,
    ...wordsOf(error, locale),
    errors: errorsOf(error, locale),
    found: [...new Set(kinds)],
    changes,
    mine,
    url,
    version: code === 'terms_not_accepted' ? Number(params.version) : undefined
  }
}

function wordsOf({ code, params }: Problem, locale: Locale) {
  const detail = `problem_${code}_detail`
  return {
    message: translate(`problem_${code}`, params, locale),
    detail: hasMessage(detail) ? translate(detail, params, locale) : undefined
  }
}

/** Messages by field; several findings in one field are given once each. */
function errorsOf({ errors }: Problem, locale: Locale): Record<string, string> {
  const words = Map.groupBy(errors, ({ path }) => path)
  const entries = [...words].map(([path, of]) => {
    const messages = of.map(({ message, params }) => translate(message, params ?? {}, locale))
    return [path, joined([...new Set(messages)], locale)] as const
  })
  return Object.fromEntries(entries)
}

/** Sentences follow one another; names of what was found become a list. */
function joined(messages: string[], locale: Locale): string {
  if (messages.every((one) => /[.。]$/.test(one)))
    return messages.join(languages[locale].sentenceGap)
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(messages)
}

/** For a form whose `read` field no page can have sent. */
export const unreadableRefusal = (locale: Locale): Refusal => ({
  status: 422,
  code: 'invalid_input',
  message: translate('problem_invalid_input', {}, locale),
  errors: {},
  found: [],
  changes: [],
  mine: []
})

/** Reports a bug and returns its message. */
export function bugRefusal(bug: unknown, { locale, report }: App.Locals): Refusal {
  report(bug)
  return {
    status: 500,
    code: 'internal',
    message: translate('problem_internal', {}, locale),
    errors: {},
    found: [],
    changes: [],
    mine: []
  }
}

/**
 * Redirects to the new address if the old one is loaded: that of a merged thread or a renamed user.
 */
export async function orMoved<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading
  } catch (error) {
    if (isProblem(error) && error.status === 301) redirect(301, String(error.params.url))
    throw error
  }
}
