const most = 40

/** Ids in the cookie `dismissed`: announcements whose banner was dismissed in this browser. */
export function dismissed(cookies: string): Set<number> {
  const value = /(?:^|;\s*)dismissed=([\d.]*)/.exec(cookies)?.[1] ?? ''
  return new Set(value.split('.').filter(Boolean).map(Number))
}

/** Cookie value with one more id; the oldest ids are dropped. */
export const withDismissed = (ids: ReadonlySet<number>, id: number): string =>
  [...ids, id].slice(-most).join('.')
