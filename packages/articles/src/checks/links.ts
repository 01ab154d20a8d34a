/** A link to this forum, as it is written and as what it leads to. */
export type LocalLink = { target: string; path: string; anchor: string }

/** What a text leads to and shows, by its HTML. */
export type FoundLinks = {
  local: LocalLink[]
  /** Addresses that were official when the text was published. */
  official: string[]
  /** Pictures without a description. */
  undescribed: string[]
}

const tags = /<(a|img)\b([^>]*)>/g
const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'" }

/** @param origin of this forum, whose absolute addresses are local, too */
export function linksIn(html: string, origin: string): FoundLinks {
  const found: FoundLinks = { local: [], official: [], undescribed: [] }
  for (const [, tag, attributes = ''] of html.matchAll(tags)) {
    if (tag === 'img') {
      const isSaid = (valueOf(attributes, 'alt') ?? '').trim() !== ''
      if (!isSaid) found.undescribed.push(valueOf(attributes, 'src') ?? '')
      continue
    }
    const target = valueOf(attributes, 'href') ?? ''
    const local = target.startsWith(`${origin}/`) ? target.slice(origin.length) : target
    if (/^[/#]/.test(local)) found.local.push({ target, ...partsOf(local) })
    else if (valueOf(attributes, 'class') === 'official') found.official.push(target)
  }
  return found
}

const valueOf = (attributes: string, name: string) =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`)
    .exec(attributes)?.[1]
    ?.replace(/&(?:amp|quot|#39);/g, (entity) => entities[entity] ?? entity)

function partsOf(local: string) {
  const [whole = '', anchor = ''] = local.split('#')
  return { path: whole.split('?')[0] ?? '', anchor: decoded(anchor) }
}

/** As it is if it cannot be decoded, or would be a text that PostgreSQL refuses. */
export function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text)
    return plain.includes('\0') ? text : plain
  } catch {
    return text
  }
}
