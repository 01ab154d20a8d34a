import type { Context } from '@stoa/core'
import { findContactBait } from '@stoa/guards'
import { trustLists, type Lists } from './lists.ts'

const writtenNumber = /\+?\d[\d ().-]{6,20}\d/g
const writtenAddress = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9.-]{1,190}\.[a-z]{2,24}/gi
/** A shorter end of a number may be the end of any other. */
const fewestDigits = 8

/** Whether a text leads its readers on to somebody in private who is not the organisation. */
export async function laysLure(ctx: Context, text: string): Promise<boolean> {
  const isLure = (told: string) => findContactBait(told).length > 0
  return isLure(text) && isLure(withoutOfficial(text, await trustLists(ctx)))
}

/** Numbers may stand there with or without what is dialled before them from elsewhere. */
function withoutOfficial(text: string, { entries }: Lists): string {
  const keysOf = (kind: 'phone' | 'email') =>
    entries.filter((entry) => entry.kind === kind).map(({ key }) => key)
  const [phones, emails] = [keysOf('phone'), keysOf('email')]
  return text
    .normalize('NFKC')
    .replace(writtenNumber, (number) => (phones.some(endsWith(number)) ? ' ' : number))
    .replace(writtenAddress, (address) => (emails.includes(address.toLowerCase()) ? ' ' : address))
}

const endsWith = (number: string) => {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '')
  return (phone: string) => digits.length >= fewestDigits && phone.endsWith(digits)
}
