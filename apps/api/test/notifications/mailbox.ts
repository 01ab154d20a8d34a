import type { ParsedMail } from 'mailparser'
import type { TestForum } from '../forum.ts'
import { sentMails } from '../mails.ts'

/** The mails sent to an address, in the order of their events. */
export async function mailsTo(forum: TestForum, address: string): Promise<ParsedMail[]> {
  return (await sentMails(forum)).filter(({ to }) => !Array.isArray(to) && to?.text === address)
}

/** The link of a `List-Unsubscribe` header, as a path of the API. */
export function unsubscribePath(mail: ParsedMail | undefined): string {
  const line = mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? ''
  const url = new URL(/<([^>]+)>/.exec(line.replace(/\s+/g, ''))?.[1] ?? 'invalid:')
  return `${url.pathname}${url.search}`
}
