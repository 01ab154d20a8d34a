import { base58 } from '@scure/base'

const isHex = (text: string) => /^[0-9a-f]{64}$/i.test(text)
const isPrefixedHex = (text: string) => /^0x[0-9a-f]{64}$/i.test(text)
const isTon = (text: string) => isHex(text) || /^[\w+/-]{43}=?$/.test(text)

/** True for a text in base58 that stands for this many bytes. */
const isBase58 = (bytes: number) => (text: string) =>
  text.length <= bytes * 1.4 &&
  /^[1-9A-HJ-NP-Za-km-z]+$/.test(text) &&
  base58.decode(text).length === bytes

/** Networks, with the form of their transaction IDs. `ethereum` is every chain like it. */
const forms = {
  bitcoin: ['Bitcoin', isHex],
  ethereum: ['Ethereum (EVM)', isPrefixedHex],
  tron: ['Tron', isHex],
  solana: ['Solana', isBase58(64)],
  xrp: ['XRP Ledger', isHex],
  ton: ['TON', isTon],
  litecoin: ['Litecoin', isHex],
  dogecoin: ['Dogecoin', isHex],
  cardano: ['Cardano', isHex],
  stellar: ['Stellar', isHex],
  cosmos: ['Cosmos', isHex],
  polkadot: ['Polkadot', isPrefixedHex],
  aptos: ['Aptos', isPrefixedHex],
  sui: ['Sui', isBase58(32)],
  near: ['NEAR', isBase58(32)]
} as const satisfies Record<string, readonly [name: string, is: (text: string) => boolean]>

export type Network = keyof typeof forms
export const networks = Object.keys(forms) as [Network, ...Network[]]

/** The name of a network, which is the same in every language. */
export const networkName = (network: Network): string => forms[network][0]

/** True if the text has the form of a transaction ID of the network. */
export const isTransactionId = (network: Network, text: string): boolean => forms[network][1](text)
