import { everyKeyed, sameSecret } from '@stoa/accounts/secrets'
import { notFound, transaction, type Context, type Ports, RawAnswer } from '@stoa/core'
import { plainPage } from '@stoa/core/text'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { changeMailConsent } from './mail-consent.ts'
import { endDigests, clearCategoryMails, setFrequencies } from './preferences.ts'
import { kinds, postKinds, type Kind } from './schema.ts'

type Keys = Pick<Ports, 'keyFor' | 'previousKeyFor'>

/** The subject of an unsubscribe link: one kind, those about posts, or the daily and weekly mails. */
export type Subject = Kind | 'posts' | 'digest'

const subjects: readonly string[] = [...kinds, 'posts', 'digest']

const never = (kind: Kind) => ({ kind, mail: 'never' as const })

/** Makes the signed token of an unsubscribe link. It never expires. */
export function unsubscribeToken(ports: Keys, userId: number, subject: Subject): string {
  const claim = `${userId}.${subject}`
  return `${claim}.${signatures(ports, claim)[0]}`
}

/**
 * Turns off a kind of mail for the user of the token. The inbox is unchanged.
 * @throws Problem 404 for a token that this forum did not sign
 */
export async function unsubscribe(ctx: Context, token: string): Promise<void> {
  const { userId, subject } = readToken(ctx.ports, token)
  await transaction(ctx, async (ctx) => {
    // The digest is what most optional mails are, so its link withdraws the consent to all of them.
    if (subject === 'digest') await changeMailConsent(ctx, userId, false)
    if (subject === 'digest') await endDigests(ctx, userId)
    else {
      const ended = subject === 'posts' ? postKinds : [subject]
      await setFrequencies(ctx, userId, ended.map(never))
      if (ended.includes('new_thread')) await clearCategoryMails(ctx, userId)
    }
  })
}

/** @throws Problem 404 for a token that this forum did not sign */
export function readToken(ports: Keys, token: string): { userId: number; subject: Subject } {
  const [userId = '', subject = '', given = ''] = token.split('.')
  const ours = signatures(ports, `${userId}.${subject}`)
  const isSigned = ours.some((signature) => sameSecret(given, signature))
  if (!isSigned || !isSubject(subject)) throw notFound()
  return { userId: Number(userId), subject }
}

const isSubject = (subject: string): subject is Subject => subjects.includes(subject)

const signatures = (ports: Keys, claim: string) =>
  everyKeyed(ports, 'unsubscribe', claim).map((signature) => signature.toString('base64url'))

/**
 * The page that the link in a mail opens. It has one button, because GET changes nothing and mail
 * scanners follow links.
 */
export const unsubscribePage = (ctx: Context): Promise<RawAnswer> => {
  const { locale } = ctx
  return page(
    ctx,
    `<p>${m.notifications_unsubscribe_question({}, { locale })}</p>
<form method="post"><button>${m.notifications_unsubscribe_button({}, { locale })}</button></form>`
  )
}

/** The page after the button. */
export const donePage = (ctx: Context): Promise<RawAnswer> => {
  const { locale } = ctx
  return page(
    ctx,
    `<p>${m.notifications_unsubscribe_done({}, { locale })}</p>
<p><a href="/settings/notifications">${m.notifications_unsubscribe_settings({}, { locale })}</a></p>`
  )
}

// The URL contains the token, which must not leak to other sites.
async function page(ctx: Context, words: string): Promise<RawAnswer> {
  const { locale } = ctx
  const title = m.notifications_unsubscribe_title({}, { locale })
  const { name } = await siteWords(ctx)
  const { body, headers } = plainPage({ locale, title, body: words, forum: name })
  return new RawAnswer(body, { ...headers, 'referrer-policy': 'no-referrer' })
}
