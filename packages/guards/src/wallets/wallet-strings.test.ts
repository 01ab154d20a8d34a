import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findWalletStrings, hasWalletAddress } from './wallet-strings.ts'

const hex = (length: number) => '3fa9c07be1d284560bbf'.repeat(8).slice(0, length)
const bech32 = (length: number) => 'pvjluezq5zxw'.repeat(90).slice(0, length)
const kinds = (text: string) => findWalletStrings(text).map(({ kind }) => kind)
const passages = (text: string) =>
  findWalletStrings(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

const addresses = {
  Ethereum: `0x${hex(40)}`,
  'Ethereum without its prefix': hex(40),
  'Ethereum in groups': '0x3fa9 c07b e1d2 8456 0bbf 3fa9 c07b e1d2 8456 0bbf',
  'Tron in hex': `41${hex(40)}`,
  Sui: `0x${hex(64)}`,
  NEAR: hex(64),
  Bitcoin: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  'Bitcoin, scripts': '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
  'Bitcoin, bech32': 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  'Bitcoin in groups': 'bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4',
  Tron: 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8',
  Ripple: 'rDsbeomae4FXwgQTJp9Rs64Qg9vDiTCdBv',
  Dogecoin: 'DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L',
  Solana: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
  Cosmos: 'cosmos1hsk6jryyqjfhp5dhc55tc9jtckygx0eph6dd02',
  Stellar: 'GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7',
  TON: 'EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2',
  'TON, raw': `0:${hex(64)}`,
  Monero: `4${'8tFhJk2m'.repeat(12).slice(0, 94)}`,
  'Lightning, with an amount': `lnbc2500u1${bech32(300)}`,
  'Lightning, in a QR code': `LNBC20M1${bech32(1000).toUpperCase()}`,
  'Lightning, any amount': `lnbc1${bech32(280)}`,
  'Zcash, unified': `u1${bech32(211)}`,
  Ergo: '9fRAWhdxEsTcdb8PhGNrZfwqa65zfkuYHAMmkQLcic1gdLSV5vA',
  Filecoin: 'f1abjxfbp274xpdqcpuaykwkfb43omjotacm2p3za',
  'Filecoin, multisig': `f2${'m4x2kz7q'.repeat(5).slice(1)}`,
  'Filecoin, BLS': `f3${'m4x2kz7q'.repeat(11).slice(4)}`,
  'Filecoin, delegated': `f410f${'m4x2kz7q'.repeat(5).slice(1)}`,
  'Filecoin, number': 'f01248',
  ENS: 'vitalik.eth'
}

test.each(Object.entries(addresses))('%s is an address, in any sentence', (_, address) => {
  for (const text of [address, `转到${address}。`, `txid of ${address}, my address: ${address}`])
    expect(kinds(text)).toContain('address')
})

test('64 hex digits are a hash only where the words before them say so', () => {
  const hash = `0x${hex(64)}`
  expect(passages(`TxID: ${hash}`)).toEqual([['hash', hash]])
  expect(passages(`交易哈希${hex(64)}，`)).toEqual([['hash', hex(64)]])
  expect(passages(`https://scan.test/tx/${hash}`)).toEqual([['hash', hash]])
  for (const text of [
    hash,
    `send to ${hash}`,
    `交易哈希（收款地址）：${hash}`,
    `txid\n${hash}`,
    `Transaction hash is below, the wallet is ${hash}`,
    `Send SUI to this hash: ${hash}`,
    `收款哈希 ${hash}`,
    `My wallet tx: ${hash}`,
    `send to: tx ${hash}`,
    `Send it to\ntx ${hash}`,
    `请充值到区块链 ${hash}`,
    `區塊鏈 ${hash}`
  ])
    expect(kinds(text)).toEqual(['address'])
})

test.each(['\n', ' ', '-', ''])('a hash has no separators: %j', (separator) => {
  const text = `tx 0x${hex(24)}${separator}${hex(64).slice(24)}`
  expect(kinds(text)).toEqual([separator === '' ? 'hash' : 'address'])
})

test('a signature of 128 hex digits or of Solana is a hash', () => {
  const signature =
    '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'
  expect(kinds(hex(128))).toEqual(['hash'])
  expect(kinds(signature)).toEqual(['hash'])
})

test('digits of another width and invisible characters hide nothing', () => {
  expect(hasWalletAddress('０ｘ' + hex(40))).toBe(true)
  expect(hasWalletAddress(`0x${hex(20)}\u200b${hex(40).slice(20)}`)).toBe(true)
})

test('what cannot receive money is neither', () => {
  for (const text of [
    'd41d8cd98f00b204e9800998ecf8427e',
    '550e8400-e29b-41d4-a716-446655440000',
    'https://forum.test/api/v1/uploads/abcdefghijklmnopqrstuv',
    'internationalizationOfTransactionFees',
    'renderComponentWithProps2Times',
    '3renderComponentWithPropsTwice',
    'TransferEventHandlerV2Factory1',
    'color: #f01234',
    hex(130),
    'ERR_WITHDRAWAL_ADDRESS_NOT_WHITELISTED',
    '1234567890123456789012345678901234567890',
    'a'.repeat(64),
    '提现没有到账，订单号 20251104153012345678901234'
  ])
    expect(kinds(text)).toEqual([])
})

test('no words around it turn an address of a sure form into a hash', () => {
  const sure = Object.entries(addresses).filter(([name]) => !['Sui', 'NEAR'].includes(name))
  const word = fc.constantFrom('txid', 'hash:', '交易哈希', 'block', ' ', '/tx/', '\n', '（')
  fc.assert(
    fc.property(fc.constantFrom(...sure), fc.array(word), ([, address], before) => {
      expect(hasWalletAddress(`${before.join(' ')} ${address} `)).toBe(true)
    })
  )
})

test('in the reach of a word about paying, 64 hex digits are an address', () => {
  const words = ['txid', 'hash:', '交易哈希', 'block', '/tx/', '\n', '（']
  const few = fc.array(fc.constantFrom(...words), { maxLength: 2 })
  const paying = fc.constantFrom('send', 'To', 'wallet', 'address', 'deposit', '收款', '錢包', '转')
  const given = fc.constantFrom(addresses.Sui, addresses.NEAR)
  fc.assert(
    fc.property(given, few, paying, few, (address, before, word, after) => {
      expect(hasWalletAddress([...before, word, ...after, address].join(' '))).toBe(true)
    })
  )
})

test('30,000 characters are read in bounded time', () => {
  const begun = process.cpuUsage()
  for (const piece of [
    '0x',
    'a1 ',
    '0x1 ',
    'f0',
    'lnbc1',
    `u1${bech32(1000)} `,
    'bc1q',
    'T1a',
    '1',
    'txid ',
    `${hex(64)} `
  ])
    findWalletStrings(piece.repeat(30_000).slice(0, 30_000))
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000)
})
