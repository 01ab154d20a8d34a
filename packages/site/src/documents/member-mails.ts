import { findRecipients, type FoundRecipient } from '@stoa/accounts/recipients'
import { after, type Context, type Events, type Locale } from '@stoa/core'
import { departureAfter, findRestoration, PostponedJob } from '@stoa/core/effects'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { siteWords } from '../words.ts'
import { shippedText, urlOf } from './built-in.ts'
import type { BuiltIn } from './contract.ts'
import { takesEffect } from './known.ts'
import { versionReplacedBy, documentEditions, type Version } from './stored.ts'

/** `replaced`: what was scheduled before, of which members may have had a mail. */
type Announced = Version & { replaced: Version | undefined }
type Event = { id: number; payload: Events['document.member_mail_due'] }

const asksAgainAfter = 5 * 60_000

/**
 * Makes the mails to members about new versions, in their language. Those who left meanwhile get
 * none, and nobody does if the version will not come into force.
 * @throws PostponedJob while delivery is held
 */
export async function memberMails(ctx: Context, events: readonly Event[]) {
  const mails = []
  const byVersion = Map.groupBy(await leavingNow(ctx, events), ({ payload }) => payload.versionId)
  for (const [versionId, due] of byVersion) {
    const version = await documentEditions.find(ctx, versionId)
    if (!version || !takesEffect(version)) continue
    const announced = { ...version, replaced: await versionReplacedBy(ctx, version) }
    const found = await findRecipients(
      ctx,
      due.map(({ payload }) => payload.userId)
    )
    for (const { id: eventId, payload } of due) {
      const recipient = found.get(payload.userId)
      if (!recipient) continue
      mails.push({ eventId, payload, mail: await mailTo(ctx, recipient, announced) })
    }
  }
  return mails
}

async function leavingNow(ctx: Context, events: readonly Event[]): Promise<Event[]> {
  const restoration = await findRestoration(ctx)
  const departures = events.map(({ payload }) => departureAfter(restoration, payload.at))
  if (departures.includes('after_resume')) throw new PostponedJob(after(ctx.now, asksAgainAfter))
  return events.filter((_, at) => departures[at] === 'now')
}

async function mailTo(ctx: Context, { actor, email }: FoundRecipient, version: Announced) {
  const locale = offeredLanguage(ctx, actor.locale)
  const { name: site } = await siteWords(ctx, locale)
  const { title } = shippedText(version.slug as BuiltIn, locale)
  const date = dayOfEffect(version.effectiveAt ?? ctx.now, locale)
  const link = `${ctx.ports.publicOrigin}${urlOf(version.slug)}/history/${version.number}`
  const text = [
    m.email_greeting({ name: actor.username }, { locale }),
    m.documents_mail_body({ site, title, date }, { locale }),
    ...more(version, locale),
    `${m.documents_mail_changes({}, { locale })}\n${link}`,
    `-- \n${m.documents_mail_why({ site }, { locale })}`
  ]
  const subject = m.documents_upcoming({ title, date }, { locale })
  return { to: email, locale, subject, text: `${text.join('\n\n')}\n` }
}

/** What it replaces, what follows for the member, and why it comes so soon. */
function more({ slug, shortNoticeReason: reason, replaced }: Announced, locale: Locale): string[] {
  const former = replaced?.effectiveAt && dayOfEffect(replaced.effectiveAt, locale)
  return [
    ...(former ? [m.documents_mail_replaces({ date: former }, { locale })] : []),
    ...(slug === 'terms' ? [m.documents_mail_accept({}, { locale })] : []),
    ...(reason ? [m.documents_short_notice_shown({ reason }, { locale })] : [])
  ]
}

/** The day in UTC, for which it was set. */
const dayOfEffect = (time: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(time))
