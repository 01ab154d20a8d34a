import type { Token } from 'markdown-it'

const extensions =
  'apng|avif|bmp|csv|docx?|gif|hei[cf]|jpe?g|json|log|md|mov|mp4|pdf|png|pptx?|svg|txt|webm|webp|xlsx?|zip'
const fileName = new RegExp(`^[^\\n\\/]{1,200}\\.(?:${extensions})$`, 'i')

/** Whether a text is only the name of a file, which says nothing of what is in it. */
export const isFileName = (text: string): boolean => fileName.test(text.trim())

/** Changes parsed tokens in place: pictures and uploads that only their file names describe say nothing. */
export function dropFileNames(tokens: Token[]): Token[] {
  for (const token of tokens) {
    if (token.children) Object.assign(token, { children: said(token.children), content: '' })
  }
  return tokens
}

function said(children: Token[]): Token[] {
  let isUpload = false
  return children.filter(({ type, nesting, content }, at) => {
    if (type === 'link_open') isUpload = isUploads(children[at])
    if (type === 'link_close') isUpload = false
    return !(nesting === 0 && (isUpload || type === 'image') && isFileName(content))
  })
}

const isUploads = (link: Token | undefined) =>
  String(link?.attrGet('href')).startsWith('/api/v1/uploads/')
