import sanitizeHtml from 'sanitize-html'
import { codeClasses } from './highlight.ts'

const blocks = ['p', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'hr', 'br']
const inlines = ['a', 'code', 'em', 'strong', 's', 'img']
/** Coloured code, hashes and addresses, and the box of a task with its label. */
const extras = ['span', 'samp', 'label', 'input']
const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td']
const alignment = { 'text-align': [/^(left|center|right)$/] }

/** Tags and attributes that posts may contain. */
const postOptions = {
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

const articleBlocks = ['h2', 'aside', 'details', 'summary', 'figure', 'figcaption', 'div']
const headings = ['h2', 'h3', 'h4', 'h5', 'h6']
const video = ['controls', 'preload', 'playsinline', 'src', 'aria-label']
const { allowedAttributes, allowedClasses } = postOptions

const isUpload = (src: string | undefined) => Boolean(src?.startsWith('/api/v1/uploads/'))

const articleOptions: sanitizeHtml.IOptions = {
  ...postOptions,
  allowedTags: [...postOptions.allowedTags, ...articleBlocks, 'video', 'track'],
  allowedAttributes: {
    ...allowedAttributes,
    ...Object.fromEntries(headings.map((heading) => [heading, ['id']])),
    aside: ['class', 'role'],
    p: ['class'],
    ol: ['start', 'class'],
    div: ['class', 'role', 'tabindex', 'aria-label'],
    video,
    track: ['kind', 'src', 'srclang', 'label']
  },
  allowedClasses: {
    ...allowedClasses,
    a: [...allowedClasses.a, 'player'],
    aside: ['callout', 'callout-*'],
    p: ['callout-title'],
    ol: ['steps'],
    div: ['table-box']
  },
  selfClosing: [...sanitizeHtml.defaults.selfClosing, 'track'],
  exclusiveFilter: (frame) =>
    postOptions.exclusiveFilter(frame) ||
    (['video', 'track'].includes(frame.tag) && !isUpload(frame.attribs['src']))
}

/** Allows what posts may contain and the parts that articles add. */
export const sanitiseArticle = (html: string): string => sanitizeHtml(html, articleOptions)
