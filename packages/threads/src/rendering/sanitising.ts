import sanitizeHtml from 'sanitize-html'
import { codeClasses } from './highlighting.ts'

const blocks = ['p', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'hr', 'br']
const inlines = ['a', 'code', 'em', 'strong', 's', 'img']
/** Coloured code, hashes and addresses, and the box of a task with its label. */
const extras = ['span', 'samp', 'label', 'input']
const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td']
const alignment = { 'text-align': [/^(left|center|right)$/] }

/** What posts may contain. */
export const postOptions = {
  allowedTags: [...blocks, ...inlines, ...tables, ...extras],
  allowedAttributes: {
    a: ['href', 'rel', 'title', 'class', 'translate'],
    img: ['src', 'srcset', 'sizes', 'alt', 'title', 'width', 'height', 'loading', 'decoding'],
    ol: ['start'],
    code: ['class', 'translate'],
    pre: ['translate'],
    span: ['class', 'translate'],
    samp: ['translate'],
    li: ['class'],
    input: [{ name: 'type', values: ['checkbox'] }, 'disabled', 'checked'],
    th: ['style'],
    td: ['style']
  },
  allowedClasses: {
    a: ['mention', 'official'],
    code: ['language-*'],
    span: codeClasses,
    li: ['task-item']
  },
  allowedStyles: { th: alignment, td: alignment },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  exclusiveFilter: ({ tag, attribs }) =>
    (tag === 'img' && !attribs.src?.startsWith('/api/v1/uploads/')) ||
    (tag === 'input' && attribs.type !== 'checkbox')
} satisfies sanitizeHtml.IOptions

/** Allows only known tags and attributes: a second defence besides `html: false`. */
export const sanitise = (html: string): string => sanitizeHtml(html, postOptions)
