import type { Context } from '@stoa/core'
import { mailSenders } from '@stoa/site'

/** "Harbor Support <forum@harbor.example>", as mail programs show a sender. */
const written = /^["“]?([^<>"”]*?)["”]?\s*<?([^\s<>@]+@[^\s<>@]+)>?$/u

/**
 * Returns what of our mails' sender a text is: its address, or its name without one. A name beside
 * another address is somebody else's.
 */
export async function ownSender(ctx: Context, text: string): Promise<string | undefined> {
  const { names, addresses } = await mailSenders(ctx)
  const [, , address] = written.exec(text.trim()) ?? []
  const isAsked = (own: string) => plain(own) === plain(address ?? text)
  return (address === undefined ? names : addresses).find(isAsked)
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
