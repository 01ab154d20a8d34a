import sanitizeHtml from 'sanitize-html'

const blocks = ['p', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'hr', 'br']
const inlines = ['a', 'code', 'em', 'strong', 's', 'img']
const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td']
const alignment = { 'text-align': [/^(left|center|right)$/] }

const options: sanitizeHtml.IOptions = {
  allowedTags: [...blocks, ...inlines, ...tables],
  allowedAttributes: {
    a: ['href', 'rel', 'title', 'class'],
    img: ['src', 'srcset', 'sizes', 'alt', 'title', 'width', 'height', 'loading', 'decoding'],
    ol: ['start'],
    code: ['class'],
    th: ['style'],
    td: ['style']
  },
  allowedClasses: { a: ['mention', 'official'], code: ['language-*'] },
  allowedStyles: { th: alignment, td: alignment },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  exclusiveFilter: ({ tag, attribs }) =>
    tag === 'img' && !attribs.src?.startsWith('/api/v1/uploads/')
}

/** Allows only known tags and attributes: a second defence besides `html: false`. */
export const sanitise = (html: string): string => sanitizeHtml(html, options)
