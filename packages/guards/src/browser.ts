import { findEmails, mayHavePhones } from './contact-forms.ts'
import type { Finding, PersonalKind } from './finding.ts'
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
