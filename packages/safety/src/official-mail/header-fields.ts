/** A field of a mail's header: its name in lower case, its unfolded value, and its bytes. */
export type HeaderField = { name: string; value: string; raw: string }

/** A mail cut into header and body. `ambiguous`: mail programs may read its header differently. */
export type RawMail = { fields: HeaderField[]; body: Buffer; ambiguous: boolean }

/** Programs show one of these and may differ in which, so a second one makes a mail ambiguous. */
const single = [
  ...['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'message-id'],
  ...['mime-version', 'content-type', 'content-transfer-encoding']
]

/** Cuts a mail into the fields of its header and its body; the header is read byte by byte. */
export function readHeader(bytes: Buffer): RawMail {
  const text = withoutMailboxLine(bytes.toString('latin1'))
  const [end = text.length, bodyAt = text.length] = endOfHeader(text)
  const lines = text.slice(0, end).split(/\r?\n/)
  const fields = fieldsOf(lines)
  return {
    fields,
    body: Buffer.from(text.slice(bodyAt), 'latin1'),
    ambiguous: lines.some(isTrick) || single.some((name) => allNamed(fields, name).length > 1)
  }
}

export const allNamed = (fields: readonly HeaderField[], name: string): HeaderField[] =>
  fields.filter((field) => field.name === name)

/** The field with this name, if there is exactly one. */
export function theOnly(fields: readonly HeaderField[], name: string): HeaderField | undefined {
  const [first, second] = allNamed(fields, name)
  return second ? undefined : first
}

/** Writes fields and body as a mail again. */
export const joined = (fields: readonly HeaderField[], body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${fields.map(({ raw }) => raw).join('\r\n')}\r\n\r\n`, 'latin1'),
    body
  ])

/** The first line of a mail saved from an mbox file. */
const withoutMailboxLine = (text: string) => text.replace(/^From (?![ \t]*:)[^\r\n]*\r?\n/, '')

function endOfHeader(text: string): [number, number] | [] {
  const found = /\r?\n\r?\n/.exec(text)
  return found ? [found.index, found.index + found[0].length] : []
}

const start = /^([!-9;-~]+):/
const continued = /^[ \t]+[^ \t]/

/** A line that some programs take for the end of the header, for text, or for another field. */
const isTrick = (line: string) => /[\r\0]/.test(line) || !(start.test(line) || continued.test(line))

function fieldsOf(lines: readonly string[]): HeaderField[] {
  const raws: string[] = []
  for (const line of lines) {
    const last = raws.length - 1
    if (start.test(line) || last < 0) raws.push(line)
    else raws[last] += `\r\n${line}`
  }
  return raws.map((raw) => {
    const name = start.exec(raw)?.[1] ?? ''
    const value = raw.slice(name.length + 1).replace(/\r\n/g, '')
    return { name: name.toLowerCase(), value: value.trim(), raw }
  })
}

/** Whether a host is the domain or below it. */
export const isWithin = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`)
