import { expect, test } from 'vitest'
import { namedNetwork } from './named-networks.ts'

test.each([
  ['I sent USDT by TRC20 and it is gone', 'Tron (TRC20)'],
  ['走的是波场，还没到账', 'Tron (TRC20)'],
  ['withdrawal over ERC-20', 'Ethereum (ERC20)'],
  ['用 BSC 提現', 'BNB Smart Chain (BEP20)'],
  ['比特幣還沒到', 'Bitcoin']
])('%s names %s', (text, network) => {
  expect(namedNetwork(text)).toBe(network)
})

test('several networks, none, or a part of another word name none', () => {
  for (const text of ['TRC20 or ERC20?', 'It is gone', 'electronics', 'a ton of money', 'ABSCOND'])
    expect(namedNetwork(text)).toBeUndefined()
})
