import { escapeHtml } from '@stoa/core/text'
import type { Letterhead, Mail } from './mail.ts'

const stylesWith = ({ light, dark }: NonNullable<Letterhead['accent']>) =>
  `
body{margin:0;padding:24px 12px;background:#f4f4f2;color:#1c1c1a;font:16px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","PingFang TC","Noto Sans CJK SC",sans-serif}
main{max-width:560px;margin:0 auto;padding:28px;background:#fff;border-radius:12px}
p{margin:0 0 16px}
.button{display:inline-block;padding:10px 18px;border-radius:8px;background:${light};color:#fff;text-decoration:none;font-weight:600}
.code{font:600 28px/1.4 ui-monospace,Consolas,monospace;letter-spacing:.2em}
.small{color:#62625c;font-size:13px}
a{color:${light}}
.head{margin:0 0 24px;font-weight:700}
@media (prefers-color-scheme:dark){body{background:#161614;color:#ecece6}main{background:#21211e}.small{color:#a3a39a}a{color:${dark}}.button{background:${dark};color:#10203f}}
`.replaceAll('\n', '')

const builtIn = { light: '#1f4fbf', dark: '#8fb0ff' }

/**
 * Makes the HTML of a plain text mail: a label above a link to the forum becomes a button, six
 * digits alone become a code, text after a line `-- ` becomes small print. Links to other hosts
 * stay text, because fraudulent mails would use them.
 * @param head logo or name are above the text
 * @param origin the forum's own, without a trailing slash
 */
export function htmlOfText(
  { text, subject, locale }: Pick<Mail, 'text' | 'subject' | 'locale'>,
  head: Pick<Letterhead, 'name' | 'logo' | 'accent'>,
  origin: string
): string {
  const [body = '', ...footer] = text.split(/\n+-- \n/)
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => paragraphHtml(paragraph, origin))
  const small = footer
    .flatMap((part) => part.split(/\n{2,}/))
    .map((part) => smallHtml(part, origin))
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title><style>${stylesWith(head.accent ?? builtIn)}</style></head>
<body><main>${[headHtml(head), ...paragraphs, ...small].join('\n')}</main></body></html>
`
}

function headHtml({ name, logo }: Pick<Letterhead, 'name' | 'logo'>): string {
  const shown = escapeHtml(name)
  const picture = logo && `<img src="${escapeHtml(logo)}" alt="${shown}" height="40">`
  return `<p class="head">${picture ?? shown}</p>`
}

/** The text with the signature after its last paragraph, before the small print. */
export function withSignature(text: string, signature: string): string {
  if (signature === '') return text
  const [body = '', ...footer] = text.split(/\n+(?=-- \n)/)
  return [body, signature, ...footer].join('\n\n')
}

function paragraphHtml(paragraph: string, origin: string): string {
  const [label = '', url = '', ...rest] = paragraph.split('\n')
  if (rest.length === 0 && isOwn(url, origin))
    return `<p><a class="button" href="${escapeHtml(url)}">${escapeHtml(label.replace(/\s*[:：]$/, ''))}</a></p>`
  if (/^(?:\d{6}|\d{4}(?: \d{4})+)$/.test(paragraph)) return `<p class="code">${paragraph}</p>`
  return `<p>${linked(paragraph, origin)}</p>`
}

const smallHtml = (paragraph: string, origin: string) =>
  `<p class="small">${linked(paragraph, origin)}</p>`

const isOwn = (url: string, origin: string) => /^\S+$/.test(url) && url.startsWith(`${origin}/`)

const linked = (text: string, origin: string) =>
  text
    .split(/(\s+)/)
    .map((word) => {
      if (word.includes('\n')) return '<br>'
      return isOwn(word, origin)
        ? `<a href="${escapeHtml(word)}">${escapeHtml(word)}</a>`
        : escapeHtml(word)
    })
    .join('')
