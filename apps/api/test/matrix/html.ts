import { createHash } from 'node:crypto'

const tags = /<([a-z][\w-]*)((?:\s+[^\s=>"]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi
const attributes = /([^\s=>"]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/** Scripts and data blocks of the pages themselves. */
const own = /^src="\/(enhance|_app)\/[\w./-]+"$|^type="(speculationrules|application\/ld\+json)"$/

/**
 * Returns what in a page could run or lead to another site; empty if it is harmless.
 * @param policy its Content-Security-Policy, which must list the page's scripts
 */
export function dangersIn(html: string, policy = ''): string[] {
  return [...html.matchAll(tags)].flatMap((match) => {
    const [tag, name = '', rest = ''] = match
    if (['iframe', 'object', 'embed', 'base', 'frame'].includes(name)) return [tag]
    if (name === 'script' && !isOwnScript(html, match, policy)) return [tag]
    return [...rest.matchAll(attributes)].some(isDangerous) ? [tag] : []
  })
}

function isOwnScript(
  html: string,
  { index, 0: tag, 2: rest = '' }: RegExpExecArray,
  policy: string
) {
  if (own.test(rest.replace('type="module" ', '').trim())) return true
  const begin = index + tag.length
  const script = html.slice(begin, html.indexOf('</script>', begin))
  const hash = createHash('sha256').update(script).digest('base64')
  return script !== '' && policy.includes(`'sha256-${hash}'`)
}

function isDangerous([, name = '', ...values]: RegExpMatchArray): boolean {
  const value = values.find((one) => one !== undefined) ?? ''
  if (/^on/i.test(name)) return true
  return (
    /^(href|src|action|formaction)$/i.test(name) &&
    /^[\s\u0000-\u0020]*(javascript|data:text|vbscript)/i.test(value)
  )
}
