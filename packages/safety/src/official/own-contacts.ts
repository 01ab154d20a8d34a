import type { Context } from '@stoa/core'
import { findPhishingPhrases, isListed, type ListedContacts } from '@stoa/guards'
import { trustLists } from './lists.ts'

const writtenNumber = /\+?\d[\d ().-]{6,20}\d/g
const writtenAddress = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9.-]{1,190}\.[a-z]{2,24}/gi

/** True if a text calls its readers to a private contact outside the organisation. */
export async function isPhishingText(ctx: Context, text: string): Promise<boolean> {
  const isPhishingPhrase = (told: string) => findPhishingPhrases(told).length > 0
  return isPhishingPhrase(text) && isPhishingPhrase(withoutOfficial(text, await ownContacts(ctx)))
}

/** Removes passages that are official contacts, as these are public. */
export async function withoutOwnContacts<F extends { start: number; end: number }>(
  ctx: Context,
  text: string,
  found: F[]
): Promise<F[]> {
  if (found.length === 0) return found
  const own = await ownContacts(ctx)
  return found.filter(({ start, end }) => !isListed(text.slice(start, end), own))
}

async function ownContacts(ctx: Context): Promise<ListedContacts> {
  const { entries } = await trustLists(ctx)
  const keysOf = (kind: 'phone' | 'email') =>
    entries.filter((entry) => entry.kind === kind).map(({ key }) => key)
  return { phones: keysOf('phone'), emails: keysOf('email') }
}

function withoutOfficial(text: string, own: ListedContacts): string {
  const left = (written: string) => (isListed(written, own) ? ' ' : written)
  return text.normalize('NFKC').replace(writtenNumber, left).replace(writtenAddress, left)
}
