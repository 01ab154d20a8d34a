import { redirect, type RequestEvent } from '@sveltejs/kit'
import { nextOf } from './entry.server.ts'

export const passkeyFields = ['attempt', 'credential'] as const

const year = 365 * 86_400

/**
 * After a password, leads to the offer of a passkey, once in a browser. Its page goes on by itself
 * for those who have one.
 */
export function offerPasskeyOnce({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): void {
  if (cookies.get('passkey_offered')) return
  const secure = url.protocol === 'https:'
  cookies.set('passkey_offered', '1', { path: '/sign-in', maxAge: year, sameSite: 'lax', secure })
  redirect(303, `/sign-in/passkey?next=${encodeURIComponent(nextOf(url))}`)
}
