import { codeLinesOf } from '@stoa/threads/rendering'

/** An address as it is written in a text, with its line from 0. */
export type Reference = { target: string; line: number }

const pattern = new RegExp(
  [
    // A code span stays as it is.
    /(?<code>(?<!`)(?<ticks>`+)(?!`)[^]*?(?<!`)\k<ticks>(?!`))/,
    /(?<link>(?<!\\)\]\(\s*)(?:<(?<angled>[^<>\n]*)>|(?<plain>(?:[^\s()<>\\]|\\.|\([^\s()]*\))+))(?=\s*\)|\s+["'(])/,
    /(?<captions>\{captions=)(?<track>[^{}\n]+)\}/,
    /(?<definition>^ {0,3}\[[^\]\n]+\]:[ \t]*)(?<defined>\S+)/
  ]
    .map(({ source }) => source)
    .join('|'),
  'gmu'
)

/** Replaces the addresses of links, pictures, videos and captions in a text. */
export function withTargets(body: string, replace: (reference: Reference) => string): string {
  const code = codeLinesOf(body)
  const lines = body.split('\n')
  const parts: string[] = []
  for (let from = 0; from < lines.length;) {
    const isCode = code.has(from)
    let to = from + 1
    while (to < lines.length && code.has(to) === isCode) to += 1
    const part = lines.slice(from, to).join('\n')
    parts.push(isCode ? part : replaced(part, from, replace))
    from = to
  }
  return parts.join('\n')
}

function replaced(part: string, from: number, replace: (reference: Reference) => string): string {
  return part.replace(pattern, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    const line = from + part.slice(0, Number(rest.at(-3))).split('\n').length - 1
    const { link, angled, plain, captions, track, definition, defined } = groups
    const target = angled ?? plain ?? track ?? defined
    if (target === undefined) return whole
    const now = replace({ target, line })
    if (now === target) return whole
    if (captions) return `${captions}${now}}`
    const written = /[\s()<>\\]/.test(now) || (link && now === '') ? `<${now}>` : now
    return `${link ?? definition}${written}`
  })
}

/** The addresses in a text, without those in code. */
export function targetsIn(body: string): Reference[] {
  const found: Reference[] = []
  withTargets(body, (reference) => {
    found.push(reference)
    return reference.target
  })
  return found
}
