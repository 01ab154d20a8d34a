import type { MarkdownIt, StateBlock } from 'markdown-it'

/** Details within details past this depth stay text, which bounds how often a line is read. */
const maxDepth = 5

const opening = /^:{3,}[ \t]*details(?![\p{L}\p{N}_-])[ \t]*(.*)$/u
const closing = /^:{3,}[ \t]*$/
const fence = /^(?:`{3,}|~{3,})/
const listMarkers = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+/

/**
 * Adds collapsible details: `::: details Title`, any blocks, `:::`. They may contain others. Without
 * a closing line they end where the block around them ends, as code does.
 * @param untitled the title of details that have none
 */
export function addDetails(parser: MarkdownIt, untitled: (env: StateBlock['env']) => string): void {
  let depth = 0
  parser.block.ruler.before('fence', 'details', rule, {
    alt: ['paragraph', 'reference', 'blockquote', 'list']
  })

  function rule(state: StateBlock, start: number, end: number, silent: boolean): boolean {
    const title = opening.exec(lineAt(state, start))?.[1]?.trim()
    if (title === undefined || depth >= maxDepth || isIndentedCode(state, start)) return false
    if (silent) return true
    const last = closingLine(state, start + 1, end)
    depth += 1
    try {
      pushDetails(state, title || untitled(state.env), start, last)
    } finally {
      depth -= 1
    }
    state.line = last < end && !isOutside(state, last) ? last + 1 : last
    return true
  }
}

function pushDetails(state: StateBlock, title: string, start: number, last: number) {
  const { parentType, lineMax } = state
  state.push('details_open', 'details', 1).map = [start, last]
  state.push('summary_open', 'summary', 1)
  Object.assign(state.push('inline', '', 0), {
    content: title,
    map: [start, start + 1],
    children: []
  })
  state.push('summary_close', 'summary', -1)
  Object.assign(state, { parentType: 'container', lineMax: last })
  state.md.block.tokenize(state, start + 1, last)
  Object.assign(state, { parentType, lineMax })
  state.push('details_close', 'details', -1)
}

/**
 * The line that closes the details, or the first one after the block around them. What stands in
 * code opens and closes nothing.
 */
function closingLine(state: StateBlock, from: number, end: number): number {
  let open = 1
  let code = ''
  for (let at = from; at < end; at += 1) {
    if (isOutside(state, at)) return at
    const line = lineAt(state, at)
    const content = line.replace(listMarkers, '')
    const mark = fence.exec(content)?.[0] ?? ''
    if (code !== '') code = line.startsWith(code) ? '' : code
    else if (mark !== '') code = mark
    else if (opening.test(content)) open += 1
    else if (closing.test(line)) open -= 1
    if (open === 0) return at
  }
  return end
}

const lineAt = (state: StateBlock, line: number) =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])

const indentOf = (state: StateBlock, line: number) => (state.sCount[line] ?? 0) - state.blkIndent

const isIndentedCode = (state: StateBlock, line: number) => indentOf(state, line) >= 4

/** Whether a line belongs to no block of the list item around it any more. */
const isOutside = (state: StateBlock, line: number) =>
  !state.isEmpty(line) && indentOf(state, line) < 0
