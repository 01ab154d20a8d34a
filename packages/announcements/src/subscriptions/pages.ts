import { RawAnswer, type Context } from '@stoa/core'
import { escapeHtml, plainPage } from '@stoa/core/text'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { topicOf } from './subscribe.ts'
import type { LinkPurpose, Subscription } from './tokens.ts'

const titles = {
  confirm: m.announcements_subscription_confirm_title,
  end: m.announcements_subscription_end_title
}

/**
 * The page that the link in a mail opens. It has one button, because GET changes nothing and mail
 * scanners follow links.
 */
export async function confirmationPage(
  ctx: Context,
  purpose: LinkPurpose,
  found: Subscription
): Promise<RawAnswer> {
  const { locale } = ctx
  const topic = await topicOf(ctx, found)
  const question =
    purpose === 'confirm'
      ? m.announcements_subscription_confirm_question({ topic, email: found.email }, { locale })
      : m.announcements_subscription_end_question({ topic }, { locale })
  const button = titles[purpose]({}, { locale })
  return page(
    ctx,
    purpose,
    `<p>${escapeHtml(question)}</p><form method="post"><button>${button}</button></form>`
  )
}

export async function confirmedPage(ctx: Context, found: Subscription): Promise<RawAnswer> {
  const topic = await topicOf(ctx, found)
  const done = m.announcements_subscription_confirm_done({ topic }, { locale: ctx.locale })
  return donePage(ctx, 'confirm', done)
}

export const endedPage = (ctx: Context): Promise<RawAnswer> =>
  donePage(ctx, 'end', m.announcements_subscription_end_done({}, { locale: ctx.locale }))

function donePage(ctx: Context, purpose: LinkPurpose, done: string): Promise<RawAnswer> {
  const back = m.announcements_back({}, { locale: ctx.locale })
  const link = `<p><a href="/announcements">${back}</a></p>`
  return page(ctx, purpose, `<p>${escapeHtml(done)}</p>${link}`)
}

// The address contains the token, which must not leak to other sites.
async function page(ctx: Context, purpose: LinkPurpose, words: string): Promise<RawAnswer> {
  const { locale } = ctx
  const title = titles[purpose]({}, { locale })
  const { name } = await siteWords(ctx)
  const { body, headers } = plainPage({ locale, title, body: words, forum: name })
  return new RawAnswer(body, { ...headers, 'referrer-policy': 'no-referrer' })
}
