import { lineOfText } from '@stoa/core/text'
import type { AllowedType } from './content-type.ts'

const extensions: Record<AllowedType, readonly [string, ...string[]]> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/avif': ['avif'],
  'application/pdf': ['pdf'],
  'application/zip': ['zip'],
  'text/plain': ['txt', 'log'],
  'text/vtt': ['vtt'],
  'video/mp4': ['mp4'],
  'video/webm': ['webm']
}

const maximumLength = 80
const nameShape = lineOfText(maximumLength)

/**
 * Makes a name safe to show, to use in Markdown and to save as: no folders, no special characters,
 * and an extension that matches the content.
 */
export function safeName(name: string, type: AllowedType): string {
  const [, stem = '', extension = ''] = /^(.*?)(?:\.([^.]*))?$/su.exec(lastPart(name)) ?? []
  const plain = stem.replace(/[^\p{L}\p{N} ._()-]/gu, '_').replace(/^[. ]+/, '')
  const parsed = nameShape.safeParse(Array.from(plain).slice(0, maximumLength).join(''))
  const allowed = extensions[type]
  const kept = extension.toLowerCase()
  return `${parsed.data ?? 'file'}.${allowed.includes(kept) ? kept : allowed[0]}`
}

const lastPart = (path: string) => path.split(/[\\/]/).at(-1) ?? ''
