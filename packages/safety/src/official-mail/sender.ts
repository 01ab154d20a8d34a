import { isWithin } from './domains.ts'

const address = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@((?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{2,63})$/i
const quoted = /^"[^"\\]*"$/
/** Words and encoded words; no comments, groups, lists or brackets. */
const words = /^[^"(),:;<>@[\\\]]*$/

export type Sender = { address: string; domain: string }

/** The address and domain of a `From` that every mail program reads as the same one sender. */
export function senderOf(from: string): Sender | undefined {
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
export function alignedWith(
  official: readonly string[],
  sender: string,
  signing: string
): string | undefined {
  if (!isWithin(sender, signing) && !isWithin(signing, sender)) return undefined
  return official.find((owner) => isWithin(sender, owner) && isWithin(signing, owner))
}
