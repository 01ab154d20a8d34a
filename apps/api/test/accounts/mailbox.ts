import type { TestForum } from '../forum.ts'
import { sentMails } from '../mails.ts'

export type ReceivedMail = { subject: string; text: string; token: string; code: string }

/** The mails sent to an address, the oldest first. */
export async function mailsTo(forum: TestForum, address: string): Promise<ReceivedMail[]> {
  await forum.settle()
  return (await sentMails(forum))
    .filter(({ to }) =>
      [to].flat().some((one) => one?.text.toLowerCase() === address.toLowerCase())
    )
    .map(({ subject = '', text = '', messageId = '' }) => ({ subject, text, messageId }))
    .sort((a, b) => serialOf(a.messageId) - serialOf(b.messageId))
    .map(({ subject, text }) => ({
      subject,
      text,
      token: /token=([\w-]+)/.exec(text)?.[1] ?? '',
      code: /^(?:\d{6}|\d{4} \d{4} \d{4})$/m.exec(text)?.[0] ?? ''
    }))
}

export async function lastMailTo(forum: TestForum, address: string): Promise<ReceivedMail> {
  const mail = (await mailsTo(forum, address)).at(-1)
  if (!mail) throw new Error(`No mail to ${address}`)
  return mail
}

const serialOf = (messageId: string) => Number(/\d+/.exec(messageId)?.[0] ?? 0)
