import { accountName, apps, appsGlued, oneOf, type PhishingPattern } from './phishing-patterns.ts'

// Without an @, only names with a digit count, as words follow a colon, too.
const hanDigits = '[一二三四五六七八九零〇幺]{6,12}'
const handle = `(?:(?=[a-z_.-]{0,30}\\d)[a-z0-9][a-z0-9_.-]{3,30}|\\+?\\d[\\d -]{5,18}\\d|${hanDigits})`

// 加我微信, 加薇, ➕V, 佳v, 加一下QQ群; not the button that adds a friend
const add = '[加➕+佳嘉珈]了?[ ,，:：]{0,2}'
const whom = '(?:我|下|一下|个|老师|专员|客服|我们|他|她){0,2}[ 的]{0,2}'
const friend = '好友(?!的|按|键|功能|请求|申请|失败|上限|列表|不|没|页)'
const asksHow = '(?<!(?:怎么|如何|怎样|哪里|哪儿|无法|没法|不能)[^，。！？,!?\\n]{0,8})'
const addition = `${asksHow}${add}${whom}(?:企业|工作|私人|专员|售后)?(?:${appsGlued}|[薇微威v❤赖](?![a-z币])|${friend}|群(?!问了))`
// 先加我：abc123
const additionOfName = `[加➕佳]我[ :：]{1,2}${handle}`
// 加小助理 abc123
const helper = '小?(?:助理|助手|管家|秘书)|(?:老师|客服|专员|经理|顾问|群主)'
// 卫星 12345678: sounds like WeChat
const satellite = `卫星[号:： ]{1,3}@?${handle}|[加佳嘉](?:一?个|一?下)?(?:我的?)?卫星(?![图云电定导地信通])`
const additionOfHelper = `[加➕佳](?:一下)?(?:我们?的?)?(?:${helper})[ :：]{0,2}@?${handle}`

// 微信：harbor_help8, QQ 12345678, tg @someone, WhatsApp +44…
const anyApp = `(?:${apps}|(?<![a-z])v(?=[:：]))`
const app = `${anyApp}(?: ?id| ?number| ?no)?`
const leading = `(?:[号：:是为群搜索找我=→➡👉\\s~-]|联系|咨询|沟通|私聊|对接|客服|技术|老师|经理){0,6}(?:[:：=号]|(?<=\\s)|(?=[\\d@]|${hanDigits}))\\s?`
const account = `${app}${leading}(?:@ ?[a-z0-9]|${handle})`

// Telegram: john_helps, and a name alone at the end: "Telegram: johnhelps."
const namedApp = '(?:telegram|whatsapp|wechat|discord|signal|snap|kik)'
const atTheEnd = '[a-z]{6,24}[.!]?(?=\\s*$)'
const nameBehindColon = `${apps}(?: ?id|聊|谈|联系|咨询|沟通)? ?[:：] ?${accountName}|${namedApp} ?[:：] ?${atTheEnd}`

// @someone on TG, help.desk77 on WeChat, @someone（小飞机）; not "some_code on line 5". The name before
// is checked only at an "on", which is rare.
const onApp = `(?:(?:on|via|at|in) |[(（])(?:my |小)?(?!line)${apps}(?![a-z])`
const aName = `(?<=(?<![\\w.@]|\\bi (?:follow|followed|use|used|joined|read) )(?:@\\w{3,30}|${accountName}) ?)`
const nameOnApp = `(?=(?:on|via|at|in) |[(（])${aName}${onApp}`

// 微信办理，搜索 harbor_kf, find her on IG as amanda_fx, Signal. Username: help.44
const find = oneOf(
  '搜(?:索|寻|一下)?|查找|找|洽|联系|昵称|名叫',
  '\\b(?:as|is|id|user(?:name)?|handle|nick(?:name)?|name)\\b'
)
const nameToFind = `(?!line)${apps}[^。!?！？\\n]{0,10}?${find}[ :：]{0,2}@?${accountName}`

// 微信 hbkefu, 电报：harborcs: after the Chinese name of an app, also names without a digit, except for
// words that often follow
const chineseApps = `(?:微信|薇信|威信|徽信|维信|v信|(?<![a-z\\d])vx|扣扣|电报|纸飞机)`
const words = `(?:app|pay|api|bot|login|wallet|official|support|group|channel|https?|www|usdt|and|or|for)`
const plainName = `${chineseApps}[号：: 是为]{0,4}@?(?!${words}(?![a-z]))[a-z][a-z_.-]{4,30}`

// Q群 1234567, q: 1234567, V+abc123, 薇❤, 家微信,
const shorthands = [
  '(?<![a-z])q{1,2} ?[群裙][^\\d\\n]{0,4}\\d[\\d ]{3,14}\\d',
  `(?<![a-z])q{1,2} ?[群裙号][ :：]{0,2}${hanDigits}`,
  '(?<![a-z])q[:：] ?\\d{6,11}',
  '(?<![a-z\\d])v\\+ ?(?=[a-z_-]{0,20}\\d)[a-z0-9_-]{5,20}',
  '[薇微威v][❤♥💚💗💖]',
  '(?<![大国人自])家(?:微信|薇信|v信)',
  '(?<![a-z])line ?id ?[:：] ?[a-z][a-z0-9._]{4,20}',
  '(?<![a-z\\d])(?:wx|vx|qq|tg)[_+-](?=[a-z_-]{0,20}\\d)[a-z0-9_-]{4,20}'
]

// 微信同名, disc: name#0001
// 名字跟这里一样, 用户名就是微信, Telegram, same name as here; same username on Telegram
const sameAsHere = oneOf(
  '(?:名字|昵称|用户名|名称|账号)(?:都|也)?(?:跟|和|与|同)(?:这里|论坛|本站|这边|这儿)的?(?:是)?(?:一样|相同|一致|同名)',
  `(?:名字|昵称|用户名|名称)(?:就是|即是?|=)(?:我的?)?(?:${apps}|v(?![a-z])|联系方式)`,
  '\\bsame (?:user ?name|name|handle|id|nick(?:name)?) (?:on|over on|over at|at|in|via) ' + apps
)
const sameName = [
  `${apps} ?(?:号|id)?同(?:名|号|步)`,
  `${apps}[^.!?。！？\\n]{0,16}\\bsame (?:user ?name|name|handle|id|nick(?:name)?)\\b`,
  `${apps}[:： ]{0,3}\\w{2,30}#\\d{4}(?!\\d)`
].join('|')

// Call 1-800-555-0100, 请打 0800-123-456: numbers after a call to dial
const dial =
  '(?:\\b(?:call|dial|ring|phone|text|sms|helpline|hotline|contact|support)|拨打?|致电|(?<![拍攻殴击])打)'
const whomToDial = '(?: (?:us|me|him|her|them|now|at|on|our|the|line|number|support|center)){0,4}'
const whichPhone = '(?:这个|我|客服|电话|热线|[ :：]){0,4}'
const dialled = '(?:\\+?\\d{1,3}[ -])?\\(?\\d{2,4}\\)?[ -]\\d{3}[ -]?\\d{3,4}(?![\\d-])'
const phone = '(?:\\b(?:tel|phone|ph)|(?:联系|客服)?电话)[:：]{1,2} ?\\+?\\d{8,13}(?!\\d)'
const toDial = `${dial}(?:${whomToDial}|${whichPhone})[ :：]{0,2}${dialled}`

const invitations = [
  '(?<![\\w.])(?:t|telegram) ?\\. ?me ?/',
  '(?<![\\w.])wa\\.me/',
  'chat\\.whatsapp\\.com',
  'discord\\.gg/',
  'u\\.wechat\\.com',
  'weixin\\.qq\\.com/[rg]/',
  'weixin://',
  'qm\\.qq\\.com',
  'line\\.me/(?:r/)?ti/',
  'tg://',
  '(?<=[a-z0-9]) dot (?:com|net|org|io|me|live|info|app|site|online|xyz|top|help|support|co|cc|vip)\\b'
]

// 电报找我
const findMeOnApp = `${apps}(?:上|来)?(?:找|联系|搜|滴|呼|敲|私)(?:我|他|她)`

/** Matches the name of an app at `lastIndex`. */
export const appNames = new RegExp(anyApp, 'uy')

/** True if every match of the pattern starts with the name of an app. */
export const beginsWithApp = (way: string): boolean =>
  [apps, anyApp].some((app) => way.replace(/^\(\?<?!line\)/, '').startsWith(app))

/** Patterns that start with the name of an app, in any language. */
export const atApps: PhishingPattern[] = [
  ['contact', account, nameBehindColon, nameToFind, sameName],
  ['private', findMeOnApp]
]

/** Accounts before the name of an app. */
export const beforeApps: PhishingPattern[] = [['contact', nameOnApp]]

/** Names and numbers that need no name of an app. */
export const ofPlaces: PhishingPattern[] = [
  ['contact', addition, additionOfName, additionOfHelper, satellite],
  ['contact', sameAsHere],
  ['contact', plainName],
  ['contact', ...shorthands],
  ['contact', toDial],
  ['contact', phone],
  ['contact', ...invitations]
]
