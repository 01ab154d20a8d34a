import { createHash } from 'node:crypto'
import { RawAnswer, type Locale } from '@stoa/core'
import { m } from '@stoa/messages'

const style =
  'body{font:18px/1.6 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em;color-scheme:light dark}' +
  'button{font:inherit;padding:.5em 1.2em;cursor:pointer}'
const styleHash = createHash('sha256').update(style).digest('base64')

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

function page(locale: Locale, body: string): RawAnswer {
  const title = m.notifications_unsubscribe_title({}, { locale })
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`
  return new RawAnswer(html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer'
  })
}
