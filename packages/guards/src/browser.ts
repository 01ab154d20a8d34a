import { findEmails, mayHavePhones } from './contacts/contact-forms.ts'
import type { Finding, PersonalKind } from './detector.ts'
import { isListed } from './contacts/listed-contacts.ts'
import { look } from './look.ts'
import { normal } from './text-forms/normal.ts'

export { findSecrets } from './secrets/secrets.ts'
export { apart, isKey, type Finding, type SecretKind } from './detector.ts'
export { replaced } from './replace.ts'

/**
 * Finds email addresses and phone numbers as the server does. The tables of valid numbers are as
 * large as all other checks together, so they are loaded only if something looks like a number.
 */
export async function findPersonalData(given: string): Promise<Finding<PersonalKind>[]> {
  const { findPhones } = mayHavePhones(normal(given).text)
    ? await import('./contacts/contacts.ts')
    : { findPhones: () => [] }
  return look<PersonalKind>(given, [findEmails, findPhones])
}

/** Removes findings that are official contacts in the public list. */
export async function notListed(
  given: string,
  found: Finding<PersonalKind>[],
  list: readonly { kind: string; value: string }[]
): Promise<Finding<PersonalKind>[]> {
  const valuesOf = (kind: string) =>
    list.filter((one) => one.kind === kind).map(({ value }) => value)
  const emails = valuesOf('email').map((value) => value.trim().toLowerCase())
  const phones = found.some(({ kind }) => kind === 'phone') ? valuesOf('phone') : []
  const { phoneNumberOf } = phones.length > 0 ? await import('./contacts/contacts.ts') : {}
  const listed = { emails, phones: phones.flatMap((value) => phoneNumberOf?.(value) ?? []) }
  return found.filter(({ start, end }) => !isListed(given.slice(start, end), listed))
}

type Search = (text: string) => Finding<string>[]

/**
 * Compiles the organisation's patterns (RE2), each with the kind of its matches. The RE2 library is
 * loaded only if there are patterns.
 */
export async function searchFor(
  patterns: readonly { kind: string; value: string }[]
): Promise<Search> {
  if (patterns.length === 0) return () => []
  const { patternSearch } = await import('./filters/pattern-search.ts')
  const searches = patterns.map(({ kind, value }) => ({ kind, search: patternSearch(value) }))
  return (text) =>
    searches.flatMap(({ kind, search }) => search(text).map((passage) => ({ kind, ...passage })))
}
