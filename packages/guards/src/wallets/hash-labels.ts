/** How far before a string the word stands that says what it is. */
const reach = 40

/** Words for what a hash names. */
const ofHashes =
  '(?<![a-z])tx(?:n|id|hash|s)?(?![a-z])|transactions?(?![a-z])|hash(?:es)?(?![a-z])|(?<![a-z])blocks?(?![a-z])|checksums?|digest|sha-?\\d{1,3}|(?<![a-z])commits?(?![a-z])|交易(?!所)|哈希|散列|[杂雜][凑湊]|[区區][块塊](?![链鏈])|校[验驗]'
/** Words for what money is sent to, and chains that write accounts like hashes. */
const ofAddresses =
  'addresse?s?|(?<![a-z])addr(?![a-z])|wallets?|accounts?|recipients?|payees?|(?<![a-z])(?:to|send|pay|deposit|sui|aptos|near|starknet|icp)(?![a-z])|地址|位址|[钱錢]包|[账帳][户戶号號]|收款|[转轉]|充值|[汇匯打付存充][到给給至入]'

const hashLabel = new RegExp(ofHashes, 'iu')
const addressLabel = new RegExp(ofAddresses, 'iu')

/**
 * True if a word before a place, in the same line, says that a hash follows, and none near it, in
 * whatever line, speaks of paying: that needs an address, whatever it is called.
 */
export function isCalledHash(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - reach), index)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return hashLabel.test(line) && !addressLabel.test(before)
}
