import type { Context } from '@stoa/core'
import type { MailDoubt } from './contract.ts'
import { joined, type RawMail } from './header-fields.ts'
import type { MailSignature } from './signatures.ts'

/** For all keys of a mail together. */
const lookUpMilliseconds = 3000

/**
 * Checks the signature itself: the body, the fields it covers, its time and its key. Undefined if
 * all is right. The mail is read with this signature alone, so that nothing else is looked up.
 */
export async function doubtAbout(
  { ports, now }: Pick<Context, 'ports' | 'now'>,
  { fields, body }: RawMail,
  { field }: MailSignature,
  signal: AbortSignal
): Promise<MailDoubt | undefined> {
  // Loaded when the first mail is checked, as most processes check none.
  const { dkimVerify } = await import('mailauth/lib/dkim/verify.js')
  const others = fields.filter(({ name }) => name !== 'dkim-signature' && !name.startsWith('arc-'))
  const { results } = await dkimVerify(joined([field, ...others], body), {
    strict: true,
    curTime: new Date(now),
    resolver: (name: string) => within(signal, ports.resolveTxt(name, signal))
  })
  const status = results[0]?.status
  if (status?.result === 'pass' && !('testing' in status)) return undefined
  return doubtOf(status?.result ?? '', String(status?.comment ?? ''))
}

/** Ends the look-ups of one mail. */
export const lookUpSignal = (): AbortSignal => AbortSignal.timeout(lookUpMilliseconds)

function doubtOf(result: string, comment: string): MailDoubt {
  if (result === 'temperror') return 'key_unreachable'
  if (comment === 'expired') return 'expired'
  return comment === 'no key' || comment.startsWith('Missing key') ? 'key_not_found' : 'changed'
}

/** Rejects when the signal fires, as a resolver may take its time to notice. */
function within<T>(signal: AbortSignal, running: Promise<T>): Promise<T> {
  const ended = new Promise<never>((_, reject) => {
    const end = () => reject(Object.assign(new Error('too late'), { code: 'ETIMEOUT' }))
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
  })
  return Promise.race([running, ended])
}
