/** The text of a file of bytes: UTF-8, else what Chinese Windows writes. */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The line in which a place of a text is, as editors count. */
export const lineAt = (text: string, place: number): number =>
  text.slice(0, place).split(/\r\n|\r|\n/).length
