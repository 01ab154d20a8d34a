import { wordlist } from '@scure/bip39/wordlists/english.js'
import * as make from './makers.ts'
import { prose } from './prose.ts'

type Maker = () => string

const hashes: Maker[] = [
  () => `0x${make.hex(64)}`,
  () => make.hex(64),
  () => make.base58(88),
  () => make.hex(40),
  () => make.hex(32),
  () => make.hex(64).toUpperCase()
]
const addresses: Maker[] = [
  () => `0x${make.hex(40)}`,
  () => `1${make.base58(33)}`,
  () => `3${make.base58(33)}`,
  () => `bc1q${make.hex(38)}`,
  () => `T${make.base58(33)}`,
  () => make.base58(44),
  () => `r${make.base58(32)}`
]
const orders: Maker[] = [
  () => make.digits(16),
  () => make.digits(18),
  () => make.digits(19),
  () => `2026${make.digits(14)}`,
  () => `OD-${make.digits(12)}`,
  () => `${make.hex(8)}-${make.hex(4)}-4${make.hex(3)}-a${make.hex(3)}-${make.hex(12)}`
]

const withEach = (makers: Maker[], templates: ((made: string) => string)[]) =>
  makers.flatMap((make) => templates.map((template) => template(make())))

const aboutHashes = withEach(hashes, [
  (made) => `The transaction ${made} has been pending for two days.`,
  (made) => `交易哈希：${made}，区块浏览器显示成功但没到账`,
  (made) => `txid ${made}\n30 confirmations, still not credited`,
  (made) => `I keep my private key safe, of course. The tx hash is ${made}`,
  (made) => `提币没到账，私钥我没有给任何人，交易 ID：${made}`,
  (made) => `sha256 checksum of the installer: ${made}`,
  (made) => `區塊雜湊 ${made} 已經確認`,
  (made) => made,
  (made) => `See https://explorer.example/tx/${made} for the confirmations.`
])
const aboutAddresses = withEach(addresses, [
  (made) => `I sent it to ${made} by mistake, which network is that?`,
  (made) => `充值地址：${made}，选错了网络怎么办`,
  (made) => `My deposit address changed to ${made}, is it still valid?`,
  (made) => `合约地址 ${made} 是不是官方的？`,
  (made) => `${made}\n這個地址是我的錢包，餘額不對`
])
const aboutOrders = withEach(orders, [
  (made) => `Order ${made} was filled twice.`,
  (made) => `订单号 ${made} 一直显示处理中`,
  (made) => `流水号：${made}，麻烦查一下`,
  (made) => `UID ${made}, order ID ${made}: cancelled without a reason`,
  (made) => `request id ${made} returned 50011`,
  (made) => `${made} 还没有到账`,
  (made) => `訂單編號：${made}（已付款）`,
  (made) => `Please look at ${made}, thanks!`
])

const ofTheList = [
  wordlist.slice(0, 12).join(' '),
  wordlist.slice(100, 124).join(', '),
  `const words = [${wordlist
    .slice(30, 90)
    .map((word) => `'${word}'`)
    .join(', ')}]`,
  wordlist.slice(2000).join('\n'),
  ...Array.from(
    { length: 20 },
    () => `My cats are called ${make.nearlyPhrase().join(', ')}, in this order.`
  ),
  ...Array.from({ length: 4 }, () => make.phrase().slice(0, 11).join(' '))
]

const code = [
  "const password = process.env.DATABASE_PASSWORD ?? ''",
  'password: string; // at least 8 characters',
  'PASSWORD=${PASSWORD}',
  'password = os.getenv("DB_PASSWORD")',
  'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/v5/orders',
  "headers: { 'X-API-KEY': process.env.API_KEY }",
  'api_key = "YOUR_API_KEY_HERE"',
  'api_secret: "xxxxxxxxxxxxxxxxxxxxxxxx"',
  'API_KEY=<your key>',
  'if (code === 429) await sleep(1000 * 2 ** attempt)',
  'error code: 51008, message: insufficient balance',
  '{"code": "50113", "msg": "Invalid signature"}',
  'signature = hmac.new(secret_key.encode(), payload, hashlib.sha256).hexdigest()',
  'const client = new Client({ apiKey, secretKey, passphrase })',
  'SELECT id, password_hash FROM users WHERE id = 12345678',
  'git checkout 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  'openssl genrsa -out key.pem 2048 writes a file that begins with -----BEGIN RSA PRIVATE KEY-----',
  'Delete the line "-----BEGIN PRIVATE KEY-----" and the one at the end, then try again.',
  'password: "********"',
  'password=****** user=anna',
  'The token looks like eyJhbGciOi… and ends with a dot.',
  'docker pull stoa@sha256:' + make.hex(64),
  'integrity: sha512-' + make.base62(86) + '==',
  'https://example.com/reset?step=2&lang=zh-CN',
  'timestamp=1732500000000&recvWindow=5000',
  'version 20.11.1, build 20240115.3, kernel 6.1.0-18',
  'for (let i = 0; i < 1000000; i++) sum += values[i % 4096]',
  'GET /api/v5/market/candles?instId=BTC-USDT&bar=1m&limit=100 → 200 in 123456 µs',
  '192.168.100.200:8443 refuses the connection, 10.0.0.1 does not',
  'uuid 550e8400-e29b-41d4-a716-446655440000 is in the docs'
]

/** Texts that must never be refused. */
export const innocentTexts: string[] = [
  ...prose,
  ...code,
  ...ofTheList,
  ...aboutHashes,
  ...aboutAddresses,
  ...aboutOrders
]
