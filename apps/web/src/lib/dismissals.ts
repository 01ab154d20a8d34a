const most = 40

/** The ids in the cookie of that name: announcements whose line this browser has dismissed. */
export function dismissed(cookies: string): Set<number> {
  const value = /(?:^|;\s*)dismissed=([\d.]*)/.exec(cookies)?.[1] ?? ''
  return new Set(value.split('.').filter(Boolean).map(Number))
}

/** The value of the cookie with one more id; the oldest are forgotten first. */
export const withDismissed = (ids: ReadonlySet<number>, id: number): string =>
  [...ids, id].slice(-most).join('.')
