const reach = 64

const ofKeys =
  /priv(?:ate)?[ _-]?key|secret[ _-]?key|signing[ _-]?key|wallet[ _-]?key|seed|mnemonic|recovery phrase|\bpk\b|私[钥鑰]|密[钥鑰]|助[记記][词詞]|种子|種子/gi
const ofOthers =
  /\btx|hash|transaction|block|address|pub(?:lic)?[ _-]?key|contract|order|sha-?\d|checksum|digest|commit|signature|merkle|\broot|block|哈希|[杂雜][凑湊]|交易(?!所)|[区區][块塊]|地址|公[钥鑰]|合[约約]|[订訂][单單]|[签簽]名|校[验驗]/gi

const lastOf = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].at(-1)?.index ?? -1

/**
 * Whether the nearest word before `index` that says what stands there says: a key. "My private key
 * is safe, the hash is 0x…" names a hash.
 */
export function isCalledKey(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - reach), index)
  const key = lastOf(ofKeys, before)
  return key >= 0 && key >= lastOf(ofOthers, before)
}
