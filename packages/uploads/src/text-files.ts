/** The text of a file of bytes: UTF-8, UTF-16 as Windows calls Unicode, else what Chinese Windows writes. */
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

/** Logs of Chinese Windows come in GB 18030; any 8-bit text has no control characters. */
export const isText = (bytes: Buffer): boolean =>
  !control.test(wideEncodingOf(bytes) ? textOf(bytes) : bytes.toString('latin1'))

const sampleSize = 2_000

type Wide = 'utf-16le' | 'utf-16be'

/** By its mark, or because every other byte of it is zero as in the letters of ASCII. */
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

/** The line in which a place of a text is, as editors count. */
export const lineAt = (text: string, place: number): number =>
  text.slice(0, place).split(/\r\n|\r|\n/).length
