/**
 * The path to open after signing in: one of this site, else `/`. Refuses all that a browser could
 * read as another host (`//evil`, `/\evil`, control characters that it strips).
 */
export function localPath(next: string | null): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  return URL.canParse(next, 'http://here.invalid') ? next : '/'
}
