/** A shorter end of a number may be the end of any other. */
const fewestDigits = 8

/** Phone numbers as they are dialled from anywhere (+8613…), and addresses in lower case. */
export type ListedContacts = { phones: readonly string[]; emails: readonly string[] }

/**
 * Whether a phone number or an e-mail address is a listed one, however it is written: numbers with or
 * without what is dialled before them from elsewhere.
 */
export function isListed(written: string, { phones, emails }: ListedContacts): boolean {
  const plain = written.normalize('NFKC').trim().toLowerCase()
  if (plain.includes('@')) return emails.includes(plain)
  const digits = plain.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= fewestDigits && phones.some((phone) => phone.endsWith(digits))
}
