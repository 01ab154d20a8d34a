import { apps, either, type BaitPattern } from './bait-patterns.ts'

/** Of what is not marked by an @ only names with a digit: words stand behind a colon too. */
const handle = `(?:(?=[a-z_.-]{0,30}\\d)[a-z0-9][a-z0-9_.-]{3,30}|\\+?\\d[\\d -]{5,18}\\d)`

// 加我微信, 加薇, ➕V, 佳v, 加一下QQ群
const add = '[加➕+佳嘉珈]了?[ ,，:：]{0,2}'
const whom = '(?:我|下|一下|个|老师|专员|客服|我们|他|她){0,2}[ 的]{0,2}'
const addition = `${add}${whom}(?:${apps}|[薇微威v❤](?![a-z币])|好友|群)`

// 微信：harbor_help8, QQ 12345678, tg @someone, WhatsApp +44…
const app = `(?:${apps}|(?<![a-z])v(?=[:：]))(?: ?id| ?number| ?no)?`
const leading = '[号：:是为群搜索=\\s~-]{0,6}(?:[:：=号]|(?<=\\s)|(?=[\\d@]))\\s?'
const account = `${app}${leading}(?:@[a-z]|${handle})`

// 微信 hbkefu, 电报：harborcs: of apps that have a Chinese name also names without a digit, but for
// words that are often behind it.
const chineseApps = `(?:微信|薇信|威信|徽信|维信|v信|vx|扣扣|电报|纸飞机)`
const words = `(?:app|pay|api|bot|login|wallet|official|support|group|channel|https?|www|usdt|and|or|for)`
const plainName = `${chineseApps}[号：: 是为]{0,4}@?(?!${words}(?![a-z]))[a-z][a-z_.-]{4,30}`

// Q群 1234567, q: 1234567, V+abc123, 薇❤, 家微信
const shorthands = [
  '(?<![a-z])q{1,2} ?[群裙][^\\d\\n]{0,4}\\d{5,12}',
  '(?<![a-z])q[:：] ?\\d{6,11}',
  '(?<![a-z])v\\+ ?(?=[a-z_-]{0,20}\\d)[a-z0-9_-]{5,20}',
  '[薇微威v]❤',
  '(?<![大国人自])家(?:微信|薇信|v信)'
]

const toWrite = '(?:\\b(?:contact|e-?mail|write to|reach)|联系)(?:[ :：]\\w{0,12}){0,3}[ :：]?'
const mailHosts = '(?:gmail|outlook|hotmail|yahoo|proton(?:mail)?|163|126|qq|foxmail)'
const mailbox = `${toWrite}[\\w.+-]{1,40}@${mailHosts}\\.`

const invitations = [
  '(?<![\\w.])(?:t|telegram)\\.me/',
  '(?<![\\w.])wa\\.me/',
  'chat\\.whatsapp\\.com',
  'discord\\.gg/',
  'u\\.wechat\\.com',
  'weixin\\.qq\\.com/[rg]/',
  'weixin://',
  'qm\\.qq\\.com',
  'line\\.me/(?:r/)?ti/',
  'tg://'
]

/** Names and numbers of other places, in any language. */
export const ofApps: BaitPattern[] = [
  ['contact', either(addition)],
  ['contact', either(account)],
  ['contact', either(plainName)],
  ['contact', either(...shorthands)],
  ['contact', either(mailbox)],
  ['contact', either(...invitations)]
]
