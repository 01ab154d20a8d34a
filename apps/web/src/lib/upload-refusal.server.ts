import { hasMessage, translate, type Locale } from '@stoa/messages'
import type { Address } from './address.ts'

// Their own words name a limit that does not come along.
const shorter: Record<string, string> = {
  upload_too_large: 'web_upload_too_large',
  upload_too_many_pixels: 'web_upload_too_many_pixels',
  upload_quota_used: 'web_upload_quota_used'
}

/**
 * Why a file that was sent by a form without scripts was refused, in the reader's words: the api
 * leads back with the problem's code as `?upload=`, and the line of a text as `?line=`. Also that something
 * was taken out of the text beside it. Undefined when nothing was refused.
 */
export function uploadRefusal({ searchParams }: Address, locale: Locale): string | undefined {
  const code = searchParams.get('upload')
  if (code === null) return undefined
  if (code === 'secret_found') return translate('web_upload_secret_removed', {}, locale)
  const key = shorter[code] ?? `problem_${code}`
  const line = Number.parseInt(searchParams.get('line') ?? '') || 1
  const why = translate(hasMessage(key) ? key : 'problem_internal', { line }, locale)
  return `${translate('web_upload_refused', {}, locale)} ${why}`
}
