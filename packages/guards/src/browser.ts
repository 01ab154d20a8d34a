import { findEmails, mayHavePhones } from './contact-forms.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { look } from './looking.ts'
import { normal } from './normal.ts'

export { findSecrets } from './secrets.ts'
export { isKey, type Finding, type SecretKind } from './finding.ts'
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
