import { plainPage, RawAnswer, type Locale } from '@stoa/core'
import { m } from '@stoa/messages'

/** What the link in a mail opens: one button, because GET changes nothing and scanners follow links. */
export const askPage = (locale: Locale): RawAnswer =>
  page(
    locale,
    `<p>${m.notifications_unsubscribe_question({}, { locale })}</p>
<form method="post"><button>${m.notifications_unsubscribe_button({}, { locale })}</button></form>`
  )

/** What follows the button. */
export const donePage = (locale: Locale): RawAnswer =>
  page(
    locale,
    `<p>${m.notifications_unsubscribe_done({}, { locale })}</p>
<p><a href="/settings/notifications">${m.notifications_unsubscribe_settings({}, { locale })}</a></p>`
  )

// The address holds the token, which no other page is to learn.
function page(locale: Locale, words: string): RawAnswer {
  const { body, headers } = plainPage(
    locale,
    m.notifications_unsubscribe_title({}, { locale }),
    words
  )
  return new RawAnswer(body, { ...headers, 'referrer-policy': 'no-referrer' })
}
