import { hasMessage, translate, type Locale } from '@stoa/messages'
import type { Address } from './address.ts'
import { spaced } from './text.ts'

// Their own messages need a limit that the redirect does not carry.
const shorter: Record<string, string> = {
  upload_too_large: 'web_upload_too_large',
  upload_too_many_pixels: 'web_upload_too_many_pixels',
  upload_quota_used: 'web_upload_quota_used'
}

/**
 * Message for a file that was uploaded without scripts and refused, or for a secret removed from
 * the text beside it. The API redirects back with the problem's code in `?upload=` and the line of
 * a text file in `?line=`. Undefined if nothing was refused.
 */
export function uploadRefusal({ searchParams }: Address, locale: Locale): string | undefined {
  const code = searchParams.get('upload')
  if (code === null) return undefined
  if (code === 'secret_found') return translate('web_upload_secret_removed', {}, locale)
  const key = shorter[code] ?? `problem_${code}`
  const line = Number.parseInt(searchParams.get('line') ?? '') || 1
  const why = translate(hasMessage(key) ? key : 'problem_internal', { line }, locale)
  return `${spaced(translate('web_upload_refused', {}, locale))}${why}`
}
