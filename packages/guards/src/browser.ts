import { findEmails, mayHavePhones } from './contact-forms.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { isListed } from './listed-contacts.ts'
import { look } from './looking.ts'
import { normal } from './normal.ts'

export { findSecrets } from './secrets.ts'
export { apart, isKey, type Finding, type SecretKind } from './finding.ts'
export { replaced } from './replacing.ts'

/**
 * E-mail addresses and phone numbers, as the server finds them. It knows by tables which numbers there are;
 * they are as large as all else here, and come when something looks like one.
 */
export async function findPersonalData(given: string): Promise<Finding<PersonalKind>[]> {
  const { findPhones } = mayHavePhones(normal(given).text)
    ? await import('./contacts.ts')
    : { findPhones: () => [] }
  return look<PersonalKind>(given, [findEmails, findPhones])
}

/** Those of the findings that are not how the organisation is reached, by what its public list says. */
export async function notListed(
  given: string,
  found: Finding<PersonalKind>[],
  list: readonly { kind: string; value: string }[]
): Promise<Finding<PersonalKind>[]> {
  const valuesOf = (kind: string) =>
    list.filter((one) => one.kind === kind).map(({ value }) => value)
  const emails = valuesOf('email').map((value) => value.trim().toLowerCase())
  const phones = found.some(({ kind }) => kind === 'phone') ? valuesOf('phone') : []
  const { phoneNumberOf } = phones.length > 0 ? await import('./contacts.ts') : {}
  const listed = { emails, phones: phones.flatMap((value) => phoneNumberOf?.(value) ?? []) }
  return found.filter(({ start, end }) => !isListed(given.slice(start, end), listed))
}

type Search = (text: string) => Finding<string>[]

/**
 * Makes patterns (RE2) ready to be looked for as the server does, each with the kind of what it finds. What
 * can read one comes where there is one.
 */
export async function searchFor(
  patterns: readonly { kind: string; value: string }[]
): Promise<Search> {
  if (patterns.length === 0) return () => []
  const { patternSearch } = await import('./pattern-search.ts')
  const searches = patterns.map(({ kind, value }) => ({ kind, search: patternSearch(value) }))
  return (text) =>
    searches.flatMap(({ kind, search }) => search(text).map((passage) => ({ kind, ...passage })))
}
