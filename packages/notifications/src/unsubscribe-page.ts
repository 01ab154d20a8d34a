import { plainPage, RawAnswer, type Locale } from '@stoa/core'
import { m } from '@stoa/messages'

/**
 * The page that the link in a mail opens. It has one button, because GET changes nothing and mail
 * scanners follow links.
 */
export const askPage = (locale: Locale): RawAnswer =>
  page(
    locale,
    `<p>${m.notifications_unsubscribe_question({}, { locale })}</p>
<form method="post"><button>${m.notifications_unsubscribe_button({}, { locale })}</button></form>`
  )

/** The page after the button. */
export const donePage = (locale: Locale): RawAnswer =>
  page(
    locale,
    `<p>${m.notifications_unsubscribe_done({}, { locale })}</p>
<p><a href="/settings/notifications">${m.notifications_unsubscribe_settings({}, { locale })}</a></p>`
  )

// The URL contains the token, which must not leak to other sites.
function page(locale: Locale, words: string): RawAnswer {
  const { body, headers } = plainPage(
    locale,
    m.notifications_unsubscribe_title({}, { locale }),
    words
  )
  return new RawAnswer(body, { ...headers, 'referrer-policy': 'no-referrer' })
}
