import { invalid, type Context } from '@stoa/core'
import { trustLists } from '../official/lists.ts'
import { hostsElsewhere, readContent } from './content.ts'
import { maximumMailBytes, type MailDoubt, type MailVerdict } from './contract.ts'
import { allNamed, joined, readHeader, theOnly, type RawMail } from './header-fields.ts'
import { coversMail, officialSignatures, type MailSignature } from './signatures.ts'
import { doubtAbout, lookUpSignal } from './verify.ts'
import { isWithin } from './header-fields.ts'

const day = 24 * 3600_000
const clockSkew = 5 * 60_000

/**
 * Says whether a domain on the official list signed exactly this mail. Nothing of the mail is
 * stored or logged.
 * @throws Problem 422 if it is too large, or no source of a mail
 */
export async function checkMail(ctx: Context, bytes: Buffer): Promise<MailVerdict> {
  if (bytes.length > maximumMailBytes) throw invalid('message', 'guards_mail_too_large')
  const mail = readHeader(bytes)
  if (allNamed(mail.fields, 'from').length === 0) throw invalid('message', 'guards_mail_no_source')
  if (mail.ambiguous) return doubted('ambiguous')
  const { official } = await trustLists(ctx)
  const sender = senderOf(theOnly(mail.fields, 'from')?.value ?? '')
  if (!sender) return doubted('sender_unclear')
  const domain = hasNoDomain(ctx, sender) ? undefined : sender.domain
  const aligned = officialSignatures(mail, official).flatMap((signature) => {
    const of = alignedWith(official, domain ?? signature.domain, signature.domain)
    return of ? [{ of, signature }] : []
  })
  if (aligned.length === 0) return doubted('not_signed_by_us')
  return verdictOn(ctx, mail, sender.address, aligned)
}

/** True for the forum's own sender at a host like `mail`, as whom no domain can sign. */
const hasNoDomain = ({ ports }: Context, { address, domain }: Sender) =>
  !domain.includes('.') && address.toLowerCase() === ports.mailFrom.toLowerCase()

type Aligned = { of: string; signature: MailSignature }

async function verdictOn(ctx: Context, mail: RawMail, from: string, aligned: Aligned[]) {
  const signal = lookUpSignal()
  const doubts: MailDoubt[] = []
  for (const { of, signature } of aligned) {
    const doubt = await doubtOn(ctx, mail, signature, signal)
    if (!doubt) return shown(ctx, mail, { of, from, signedAt: signedAt(mail, signature) })
    doubts.push(doubt)
  }
  return doubted(doubts[0] ?? 'not_signed_by_us')
}

async function doubtOn(
  ctx: Context,
  mail: RawMail,
  signature: MailSignature,
  signal: AbortSignal
): Promise<MailDoubt | undefined> {
  if (!coversMail(signature, mail)) return 'partly_signed'
  const at = signedAt(mail, signature)
  if (!(at <= Date.parse(ctx.now) + clockSkew)) return 'expired'
  return doubtAbout(ctx, mail, signature, signal)
}

/** When it was signed, else its signed date, in milliseconds; NaN if neither can be read. */
const signedAt = ({ fields }: RawMail, { signedAt }: MailSignature): number =>
  signedAt === undefined ? Date.parse(theOnly(fields, 'date')?.value ?? '') : signedAt * 1000

type Shown = { of: string; from: string; signedAt: number }

async function shown(
  ctx: Context,
  { fields, body }: RawMail,
  { of, from, signedAt }: Shown
): Promise<MailVerdict> {
  const { senders, to, subject, links } = await readContent(joined(fields, body))
  const isOne = senders.length === 1 && senders[0]?.address.toLowerCase() === from.toLowerCase()
  if (!isOne || senders[0]?.name.includes('@')) return doubted('sender_unclear')
  const elsewhere = await hostsElsewhere(ctx, links)
  const isOld = signedAt < Date.parse(ctx.now) - 30 * day
  return {
    verdict: 'official',
    reasons: [
      ...(isOld ? ['old' as const] : []),
      ...(elsewhere[0] ? ['leads_elsewhere' as const] : [])
    ],
    of,
    mail: { from, to, subject, signedAt: new Date(signedAt).toISOString() },
    elsewhere
  }
}

const doubted = (reason: MailDoubt): MailVerdict => ({
  verdict: 'unknown',
  reasons: [reason],
  elsewhere: []
})

const address = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@((?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{2,63})$/i
const quoted = /^"[^"\\]*"$/
/** Words and encoded words; no comments, groups, lists or brackets. */
const words = /^[^"(),:;<>@[\\\]]*$/

type Sender = { address: string; domain: string }

/** The address and domain of a `From` that every mail program reads as the same one sender. */
function senderOf(from: string): Sender | undefined {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(from) ?? []
  const found = bracketed ?? from
  const domain = address.exec(found)?.[1]?.toLowerCase()
  return domain && isPlainName(name.trim()) ? { address: found, domain } : undefined
}

/** An @ in a name looks like an address, of which some programs show nothing else. */
const isPlainName = (name: string) =>
  /^[\t -~]*$/.test(name) && !name.includes('@') && (quoted.test(name) || words.test(name))

/**
 * The official domain that both the sender and the signature belong to. Both must lie on one line
 * of ancestry, as a sister domain may be somebody else's in the same house.
 */
function alignedWith(
  official: readonly string[],
  sender: string,
  signing: string
): string | undefined {
  if (!isWithin(sender, signing) && !isWithin(signing, sender)) return undefined
  return official.find((owner) => isWithin(sender, owner) && isWithin(signing, owner))
}
