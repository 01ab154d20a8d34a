/**
 * The path to open after signing in: one of this site, else `/`. Refuses all that a browser could
 * read as another host (`//evil`, `/\evil`, control characters that it strips). Headers hold ASCII
 * only, so all else is encoded.
 */
export function localPath(next: string | null): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  if (!URL.canParse(next, 'http://here.invalid')) return '/'
  return next.toWellFormed().replaceAll(/[^!-~]+/g, encodeURIComponent)
}
