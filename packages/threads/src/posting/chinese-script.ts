type Range = readonly [first: number, last: number]

/** The characters of an encoding whose two bytes are in these ranges. */
function charactersOf(encoding: string, [first, last]: Range, trails: readonly Range[]) {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead += 1)
    for (const [from, to] of trails)
      for (let trail = from; trail <= to; trail += 1) bytes.push(lead, trail)
  return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)))
}

function characterSets() {
  // GB 2312, which the Mainland writes with, and the frequent ones of Taiwan's Big5.
  const mainland = charactersOf('gb18030', [0xb0, 0xf7], [[0xa1, 0xfe]])
  const big5 = [
    [0x40, 0x7e],
    [0xa1, 0xfe]
  ] as const
  return { mainland, taiwan: charactersOf('big5', [0xa4, 0xc6], big5) }
}

let sets: ReturnType<typeof characterSets> | undefined

/**
 * How many characters of a text only the one and only the other Chinese script has: 台, 只, 后, 里
 * and 干 are in both.
 */
export function scriptsIn(text: string): { simplified: number; traditional: number } {
  const { mainland, taiwan } = (sets ??= characterSets())
  const found = { simplified: 0, traditional: 0 }
  for (const character of text) {
    if (mainland.has(character) === taiwan.has(character)) continue
    found[mainland.has(character) ? 'simplified' : 'traditional'] += 1
  }
  return found
}
