const tags = /<([a-z][\w-]*)((?:\s+[^\s=>"]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi
const attributes = /([^\s=>"]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/** Scripts that pages have themselves. */
const own = /^(src="\/(enhance|_app)\/[\w./-]+")|type="(speculationrules|application\/ld\+json)"/

/** What in a page could run or lead away from what its author meant; empty when nothing does. */
export function dangersIn(html: string): string[] {
  return [...html.matchAll(tags)].flatMap(([tag, name = '', rest = '']) => {
    if (['iframe', 'object', 'embed', 'base', 'frame'].includes(name)) return [tag]
    if (name === 'script' && !own.test(rest.trim().replace('type="module" ', ''))) return [tag]
    return [...rest.matchAll(attributes)].some(isDangerous) ? [tag] : []
  })
}

function isDangerous([, name = '', ...values]: RegExpMatchArray): boolean {
  const value = values.find((one) => one !== undefined) ?? ''
  if (/^on/i.test(name)) return true
  return (
    /^(href|src|action|formaction)$/i.test(name) &&
    /^[\s\u0000-\u0020]*(javascript|data:text|vbscript)/i.test(value)
  )
}
