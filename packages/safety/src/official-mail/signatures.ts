import { allNamed, theOnly, type HeaderField, type RawMail } from './header-fields.ts'
import { isWithin } from './header-fields.ts'

/** The tags of a DKIM signature (RFC 6376) by which it is accepted or not. */
export type MailSignature = {
  field: HeaderField
  domain: string
  /** Names of the fields that it covers, in lower case, each as often as it is listed. */
  covers: string[]
  /** It covers only the beginning of the body. */
  isPartial: boolean
  /** In seconds since 1970. */
  signedAt: number | undefined
}

/** What must be signed for the verdict to say who wrote what to whom, and when. */
const essential = ['from', 'to', 'subject', 'date']
/** If they are there, they change what is shown or who gets the reply. */
const alsoIfPresent = ['reply-to', 'cc', 'content-type', 'content-transfer-encoding']

/** More would only cost time: a sender signs for itself, and its mail service once more. */
const maxSignatures = 3

/** The signatures of official domains. No other is looked at, so no foreign name is looked up. */
export const officialSignatures = (
  { fields }: RawMail,
  official: readonly string[]
): MailSignature[] =>
  allNamed(fields, 'dkim-signature')
    .flatMap((field) => signatureIn(field) ?? [])
    .filter(({ domain }) => official.some((owner) => isWithin(domain, owner)))
    .slice(0, maxSignatures)

/** Whether a signature covers the whole mail and all fields by which people judge it. */
export function coversMail({ covers, isPartial }: MailSignature, { fields }: RawMail): boolean {
  const present = alsoIfPresent.filter((name) => allNamed(fields, name).length > 0)
  return (
    !isPartial &&
    essential.every((name) => theOnly(fields, name)) &&
    [...essential, ...present].every((name) => covers.includes(name))
  )
}

function signatureIn(field: HeaderField): MailSignature | undefined {
  const tags = tagsOf(field.value)
  const domain = tags?.get('d')?.toLowerCase()
  if (!tags || !domain || !tags.get('h')) return undefined
  const signedAt = tags.get('t')
  return {
    field,
    domain,
    covers: (tags.get('h') ?? '').toLowerCase().split(':'),
    isPartial: tags.has('l'),
    signedAt: signedAt && /^\d{1,12}$/.test(signedAt) ? Number(signedAt) : undefined
  }
}

/** Undefined if a tag stands twice, as programs differ in which one they take. */
function tagsOf(value: string): Map<string, string> | undefined {
  const pairs = value.split(';').flatMap((part) => {
    const [, name, given = ''] = /^\s*([a-z]\w*)\s*=(.*)$/is.exec(part) ?? []
    return name ? [[name.toLowerCase(), given.replace(/\s/g, '')] as const] : []
  })
  const tags = new Map(pairs)
  return tags.size === pairs.length ? tags : undefined
}
