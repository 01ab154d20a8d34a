/**
 * Decodes a text file: UTF-8, UTF-16 (Windows calls it Unicode), or else GB 18030 of Chinese
 * Windows.
 */
export function textOf(bytes: Buffer): string {
  const wide = wideEncodingOf(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const control = /(?![\t\n\f\r\u001b])[\0-\u001f\u007f]/

/**
 * Whether the bytes are text. Logs of Chinese Windows are GB 18030, so any 8-bit bytes without
 * control characters count.
 */
export const isText = (bytes: Buffer): boolean =>
  !control.test(wideEncodingOf(bytes) ? textOf(bytes) : bytes.toString('latin1'))

const sampleSize = 2_000

type Wide = 'utf-16le' | 'utf-16be'

/**
 * Detects UTF-16 by its byte order mark, or because every other byte is zero as in ASCII letters.
 */
function wideEncodingOf(bytes: Buffer): Wide | undefined {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return undefined
  const mark = bytes.readUInt16BE(0)
  if (mark === 0xfffe) return 'utf-16le'
  return mark === 0xfeff ? 'utf-16be' : withoutMark(bytes.subarray(0, sampleSize))
}

function withoutMark(sample: Buffer): Wide | undefined {
  const share = (parity: number) =>
    sample.filter((byte, at) => byte === 0 && at % 2 === parity).length / sample.length
  const [even, odd] = [share(0), share(1)]
  if (odd > 0.2 && even < 0.01) return 'utf-16le'
  return even > 0.2 && odd < 0.01 ? 'utf-16be' : undefined
}

/** The line number of a position in a text, as editors count. */
export const lineAt = (text: string, place: number): number =>
  text.slice(0, place).split(/\r\n|\r|\n/).length
