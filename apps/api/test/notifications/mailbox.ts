import type { ParsedMail } from 'mailparser'
import { queueFolded } from '@stoa/notifications'
import type { TestForum } from '../forum.ts'
import { sentMails } from '../mails.ts'

/** The mails sent to an address, in the order of their events. */
export async function mailsTo(forum: TestForum, address: string): Promise<ParsedMail[]> {
  return (await sentMails(forum)).filter(({ to }) => !Array.isArray(to) && to?.text === address)
}

/** Lets the mails about posts leave, which wait a few minutes. */
export async function letPostMailsLeave(forum: TestForum): Promise<void> {
  await forum.settle()
  forum.advance(3 * 60_000)
  await queueFolded(forum.context())
  await forum.settle()
}

/** The link of a `List-Unsubscribe` header, as a path of the API. */
export function unsubscribePath(mail: ParsedMail | undefined): string {
  const line = mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? ''
  const url = new URL(/<([^>]+)>/.exec(line.replace(/\s+/g, ''))?.[1] ?? 'invalid:')
  return `${url.pathname}${url.search}`
}
