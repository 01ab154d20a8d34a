import sanitizeHtml from 'sanitize-html'
import { postOptions } from '../sanitising.ts'

const blocks = ['h2', 'aside', 'details', 'summary', 'figure', 'figcaption', 'div']
const headings = ['h2', 'h3', 'h4', 'h5', 'h6']
const video = ['controls', 'preload', 'playsinline', 'src', 'aria-label']
const { allowedAttributes, allowedClasses } = postOptions

const isUpload = (src: string | undefined) => Boolean(src?.startsWith('/api/v1/uploads/'))

const options: sanitizeHtml.IOptions = {
  ...postOptions,
  allowedTags: [...postOptions.allowedTags, ...blocks, 'video', 'track'],
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
export const sanitiseArticle = (html: string): string => sanitizeHtml(html, options)
