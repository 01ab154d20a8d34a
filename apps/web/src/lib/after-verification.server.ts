import type { RequestEvent } from '@sveltejs/kit'
import { nextOf } from './entry.server.ts'
import { localPath } from './local-path.ts'

const name = 'after_verification'
const day = 24 * 3600

type Event = Pick<RequestEvent, 'cookies' | 'url'>

/**
 * Keeps where a new account goes on, for the link of the mail, which leads out of the page of the
 * sign-up. Only that page reads it.
 */
export function keepNext({ cookies, url }: Event): void {
  const next = nextOf(url)
  if (next === '/') return
  const secure = url.protocol === 'https:'
  cookies.set(name, next, { path: '/verify-email', maxAge: day, sameSite: 'lax', secure })
}

/** Where to go on after the verification: as the address says, else as `keepNext` has kept it. */
export const keptNext = ({ cookies, url }: Event): string =>
  url.searchParams.has('next') ? nextOf(url) : localPath(cookies.get(name) ?? null)
