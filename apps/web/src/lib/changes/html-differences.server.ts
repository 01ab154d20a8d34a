import { diffArrays } from 'diff'

// A link is one piece: its address may change while its words stay.
const pieces = /<a\b[^>]*>[\s\S]*?<\/a>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|&[#\w]+;|[^<&]+|[<&]/g
// Chinese, Japanese and Thai have no spaces between words.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
// A page shows many versions, so each gets little time.
const milliseconds = 50

/** What screen readers say before words that were added or removed. */
export type Marks = { added: string; removed: string }

/**
 * Marks in sanitised HTML the words that differ from an earlier version. Tags are those of the later
 * version; of removed pictures and links, their words and addresses are shown.
 */
export function markedHtml(before: string, after: string, marks: Marks): string {
  const changes = diffArrays(tokensOf(before), tokensOf(after), { timeout: milliseconds })
  // Undefined if they differ too much to be compared in time.
  const found = changes ?? [
    { removed: true, added: false, value: tokensOf(before) },
    { removed: false, added: false, value: tokensOf(after) }
  ]
  return found
    .map(({ added, removed, value }) => {
      if (removed) return mark('del', marks.removed, value.map(wordsOf).join(''))
      return added ? markAdded(value, marks) : value.join('')
    })
    .join('')
}

const tokensOf = (html: string): string[] =>
  (html.match(pieces) ?? []).flatMap((piece) =>
    /^[<&]/.test(piece) ? [piece] : [...segmenter.segment(piece)].map(({ segment }) => segment)
  )

const isTag = (token: string) => token.startsWith('<') && !token.startsWith('<a ')

/** Words between tags are marked; the tags stand outside of the marks. */
function markAdded(tokens: string[], { added }: Marks): string {
  let html = ''
  let words = ''
  for (const token of [...tokens, '<>'])
    if (isTag(token)) {
      html += mark('ins', added, words) + (token === '<>' ? '' : token)
      words = ''
    } else words += token.startsWith('<a ') ? `${token}${addressOf(token)}` : token
  return html
}

const mark = (tag: 'ins' | 'del', said: string, words: string) =>
  words.trim() === '' ? words : `<${tag}><span class="sr-only">${said}</span>${words}</${tag}>`

/** What is shown of a removed token. */
function wordsOf(token: string): string {
  if (token.startsWith('<a ')) return `${withoutTags(token)}${addressOf(token)}`
  if (!isTag(token)) return token
  const alt = /^<img\b[^>]*?\balt="([^"]*)"/.exec(token)?.[1]
  return alt === undefined ? ' ' : `[${alt}]`
}

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, '')

/** The address of a link that its words do not contain. */
function addressOf(link: string): string {
  const href = /\bhref="([^"]*)"/.exec(link)?.[1] ?? ''
  return withoutTags(link).includes(href) ? '' : ` (${href})`
}

type Version = { withdrawn: object | null }

/** The version before one of a list, newest first, without those that were withdrawn. */
export const shownBefore = <V extends Version>(versions: readonly V[], at: number): V | undefined =>
  versions.slice(at + 1).find(({ withdrawn }) => withdrawn === null)
