/**
 * The address to go to after signing in: a path of this site, else `/`. Whatever a browser could
 * read as another host (`//evil`, `/\evil`, control characters that it strips) is refused.
 */
export function localPath(next: string | null): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  return URL.canParse(next, 'http://here.invalid') ? next : '/'
}
