/** Names of networks as people write them, with the name to show. */
const names: readonly (readonly [RegExp, string])[] = [
  [/trc-?20|(?<![a-z])tron(?![a-z])|波[场場]/i, 'Tron (TRC20)'],
  [/erc-?20|(?<![a-z])ethereum(?![a-z])|以太坊/i, 'Ethereum (ERC20)'],
  [/bep-?20|(?<![a-z])bsc(?![a-z])|(?<![a-z])bnb (?:smart )?chain/i, 'BNB Smart Chain (BEP20)'],
  [/(?<![a-z])solana(?![a-z])/i, 'Solana'],
  [/(?<![a-z])bitcoin(?! cash|[a-z])|比特币|比特幣/i, 'Bitcoin'],
  [/(?<![a-z])polygon(?![a-z])/i, 'Polygon'],
  [/(?<![a-z])arbitrum(?![a-z])/i, 'Arbitrum'],
  [/(?<![a-z])optimism(?![a-z])/i, 'Optimism'],
  [/(?<![A-Za-z])TON(?![A-Za-z])/, 'TON'],
  [/(?<![a-z])litecoin(?![a-z])|莱特币|萊特幣/i, 'Litecoin'],
  [/(?<![a-z])aptos(?![a-z])/i, 'Aptos']
]

/** The one network that a text names; undefined if it names none, or several. */
export function namedNetwork(text: string): string | undefined {
  const found = names.flatMap(([pattern, name]) => (pattern.test(text) ? [name] : []))
  return found.length === 1 ? found[0] : undefined
}
