/** Text of a field with its selection. */
export type Text = { value: string; start: number; end: number }

/** Changes the text of an area as if it was typed, and selects what the change says. */
export function edit(area: HTMLTextAreaElement, change: (text: Text) => Text) {
  const { value, selectionStart, selectionEnd } = area
  const next = change({ value, start: selectionStart, end: selectionEnd })
  area.value = next.value
  area.focus()
  area.setSelectionRange(next.start, next.end)
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

const marks = { bold: '**', italic: '*', code: '`' } as const
const prefixes = { quote: '> ', list: '- ' } as const
export type Tool = keyof typeof marks | keyof typeof prefixes | 'link'

/** Applies a toolbar button to the selection, or removes its mark if it is applied already. */
export function format(text: Text, tool: Tool): Text {
  if (tool === 'link') return link(text)
  if (tool === 'quote' || tool === 'list') return prefix(text, prefixes[tool])
  const many = tool === 'code' && selected(text).includes('\n')
  return many ? surround(text, '```\n', '\n```') : surround(text, marks[tool], marks[tool])
}

const selected = ({ value, start, end }: Text) => value.slice(start, end)

function replace({ value, start, end }: Text, by: string, from = by.length, length = 0): Text {
  const next = value.slice(0, start) + by + value.slice(end)
  return { value: next, start: start + from, end: start + from + length }
}

function surround(text: Text, before: string, after: string): Text {
  const { value, start, end } = text
  const inner = selected(text)
  const applied = value.slice(0, start).endsWith(before) && value.slice(end).startsWith(after)
  if (!applied) return replace(text, before + inner + after, before.length, inner.length)
  const outer = { value, start: start - before.length, end: end + after.length }
  return replace(outer, inner, 0, inner.length)
}

/** The lines that a selection touches, whole at its beginning, and where they begin. */
export function selectedLines({ value, start, end }: Text) {
  const from = value.lastIndexOf('\n', start - 1) + 1
  return { from, lines: value.slice(from, end).split('\n') }
}

function prefix(text: Text, mark: string): Text {
  const { value, end } = text
  const { from, lines } = selectedLines(text)
  const applied = lines.every((line) => line.startsWith(mark))
  const changed = lines.map((line) => (applied ? line.slice(mark.length) : mark + line)).join('\n')
  return replace({ value, start: from, end }, changed, 0, changed.length)
}

function link(text: Text): Text {
  const words = selected(text)
  if (/^https?:\/\/\S+$/.test(words)) return replace(text, `[](${words})`, 1)
  return replace(text, `[${words}](https://)`, words.length + 3, 'https://'.length)
}

/** Inserts Markdown on lines of its own at the cursor, such as an image or a quote. */
export function insertBlock(text: Text, block: string): Text {
  const before = text.value.slice(0, text.start)
  const above = /\n*$/.exec(before)?.[0].length ?? 0
  const below = /^\n*/.exec(text.value.slice(text.end))?.[0].length ?? 0
  const gap = before === '' ? '' : emptyLine(above)
  const { value, start } = replace(text, `${gap}${block}${emptyLine(below)}`)
  const next = start + Math.min(below, 2)
  return { value, start: next, end: next }
}

/** What is lacking of an empty line. */
const emptyLine = (present: number) => '\n'.repeat(Math.max(0, 2 - present))

/**
 * The username being typed after an `@`, up to the cursor; empty after the `@`, undefined without one. The `@` may
 * follow a word directly, as Chinese has no spaces; email addresses do not count.
 */
export function mentionAt({ value, start }: Text): string | undefined {
  const found = /(?:^|[^A-Za-z0-9._@])@([\p{L}\p{N}_-]{0,30})$/u.exec(value.slice(0, start))
  return found?.[1]
}
