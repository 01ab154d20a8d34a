/** Fewer digits may be the end of any other number. */
const fewestDigits = 8

/** Phone numbers in international form (+8613…), and email addresses in lower case. */
export type ListedContacts = { phones: readonly string[]; emails: readonly string[] }

/**
 * True if a phone number or email address is listed, in any notation; numbers match with and
 * without country code.
 */
export function isListed(written: string, { phones, emails }: ListedContacts): boolean {
  const plain = written.normalize('NFKC').trim().toLowerCase()
  if (plain.includes('@')) return emails.includes(plain)
  const digits = plain.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= fewestDigits && phones.some((phone) => phone.endsWith(digits))
}
