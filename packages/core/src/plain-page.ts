import { createHash } from 'node:crypto'
import type { Locale } from './context.ts'
import { RawAnswer } from './endpoint.ts'
import { escapeHtml } from './text.ts'

const style =
  'body{font:18px/1.6 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em}' +
  // Only on the root does it colour the page background.
  ':root{color-scheme:light dark}a{color:LinkText}' +
  'h1{font-size:1.5em;line-height:1.35}button{font:inherit;padding:.5em 1.2em;cursor:pointer}'
const styleHash = createHash('sha256').update(style).digest('base64')

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
}

export type PlainPage = {
  locale: Locale
  title: string
  /** HTML below the title. */
  body: string
  /** The forum's name; undefined if it cannot be read now. */
  forum?: string | undefined
  status?: number
}

/** A page of a few words, for answers of the API to a browser. */
export function plainPage({ locale, title, body, forum, status = 200 }: PlainPage): RawAnswer {
  const heading = escapeHtml(title)
  const home = forum ? `<header><a href="/">${escapeHtml(forum)}</a></header>` : ''
  const windowTitle = forum ? `${heading} · ${escapeHtml(forum)}` : heading
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${windowTitle}</title><style>${style}</style></head>
<body>${home}<main><h1>${heading}</h1>${body}</main></body></html>
`
  return new RawAnswer(html, headers, status)
}
