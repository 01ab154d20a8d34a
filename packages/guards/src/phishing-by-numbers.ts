import { apps, oneOf, type PhishingPattern } from './phishing-patterns.ts'

// 搜公众号“…”, 闲鱼搜: sites where anybody can have a page
const pagesInHan =
  '(?:[公工][众粽纵棕]号|视频号|服务号|企业号|闲鱼|咸鱼|转转|淘宝|拼多多|抖音|快手|小红书|小绿书|b站|贴吧|陌陌|探探|知乎|微博)'
const asksHow = '(?<!(?:怎么|如何|怎样|哪里|哪儿|无法|没法|不能|官方|请问)[^，。！？,!?\\n]{0,8})'
const pageToFind = oneOf(
  '(?:关注|扫码)(?:后|并|我)?[^，。！？,!?\\n]{0,4}(?:发送?|回复)[“"「‘ ]',
  `(?:${apps}|脸书|facebook|fb)(?:上)? ?(?:搜(?:寻|索)?|找)[“"「『 ]`,
  `${pagesInHan}[^。！？!?\\n]{0,6}搜索?[“"「『 ]`,
  `${asksHow}(?:搜索?|关注|加|找|私信?)(?:一下|下)?(?:我们?的?|这个|个)?(?:微信|qq)?${pagesInHan}(?!上|里|[吗么了]|官方)`,
  `${pagesInHan}(?:上|里)?(?:直接|来|去|可以?)?(?:找我|找店|私信?我|私信?口令|关注我)`,
  `(?:公众号|视频号|服务号|企业号|闲鱼|咸鱼|转转|淘宝|拼多多|抖音|快手|小红书|小绿书)(?:上|里)?(?:直接|来|去|可以?)?搜(?!不|到|了|出|索?(?:不|到|了|出))`,
  '(?:后台|私信|公屏|评论区|扫码)(?:回复|扣|发送?)(?:我)?(?:数字|口令|暗号|关键[词字]|[“"「‘\']|[0-9一二三四五六七八九]{1,3}(?=$|[,，。!！]| ?(?:领|获取|进|就|即)))',
  '暗号[:：]?[“"「‘\']'
)

// 搜 27585413, 加一下 2z0g35081, +扣 24111274
const hanNumber = '[一二两三四五六七八九零〇幺]{6,14}'
const ofChains =
  '(?![a-z\\d_-]*(?:usd|trc|erc|bep|btc|eth|2fa|ios|iphone|android|api|web3|layer|chain|sdk|http|ipv|sha|md5|order|win|h5|0x))'
const namedToken = `${ofChains}(?=[a-z_-]{0,20}\\d)(?=\\d{0,20}[a-z_-])[a-z\\d_-]{6,24}(?![\\w.])`
const token = `(?:${namedToken}|\\d{7,12}(?! ?(?:[\\w.%$¥€]|[元块个币枚张次万亿u笔年月日]))|${hanNumber})`
const ofOthers =
  '(?<!(?:订单|单号|编号|哈希|地址|合约|区块|uid|id|快递|txid|工单)[^，。！？,!?\\n]{0,6})'
const numbered = oneOf(
  `(?:联系|找|加|咨询|私信)[^，。！？,!?\\n]{0,8}(?:专员|客服|老师|经理|顾问|助理|管家|工程师|律师|师傅|团队)[ :：]{0,3}@?${namedToken}`,
  `(?<=^|[\\p{sc=Han},，。!！ ])\\+ ?${namedToken}`,
  `${ofOthers}(?:[➕加佳]|搜|寻|添加)(?:一下|下|个|我|他|她)?[ :：]{0,2}${token}(?!订单|单号)`,
  `[➕+加佳嘉家] ?扣扣?[ :：]{0,3}\\d{5,12}`,
  `(?:球球|叩叩|抠抠|扣扣|口口|蔻蔻|秋秋|qiu ?qiu|kou ?kou|鹅号|企鹅号?)[号:：是为 ]{0,3}\\d{5,12}`,
  `(?:联系|电话|微信|号码?|致电|拨打?|[传发](?:简讯|短信|讯息)[到给至])[^，。！？,!?\\n]{0,4}(?:[一二两三四五六七八九零〇幺][ .·-]?){7,14}`
)

// 1-855-758-4526, and separate digits: 1 3 8 0 0 1 3 8 0 0 0
const tollFree =
  '\\b(?:call|dial|ring|phone|text|contact|reach|helpline|hotline|toll.?free|24.?7|agent|desk|support|service|care|line|cent(?:er|re))\\b[^\\n?]{0,50}(?<![\\w.+-])(?:\\+?1[ .(-]{0,2})?\\(?8(?:00|33|44|55|66|77|88)\\)?[ .-]{1,2}\\d{3}[ .-]?\\d{4}(?![\\w-])'
const hotline =
  '(?<!银行[^，。！？,!?\\n]{0,10})(?:热线|电话|客服|拨打?|打|致电|转人工)[^，。！？,!?\\n]{0,8}(?<![\\d.])(?:400|800|0\\d{2,3})[ -]?\\d{3,4}[ -]?\\d{3,4}(?![\\d.])(?![^\\n]{0,20}(?:拨了|打不通|忙线|占线|没人|打了|打过|停机|空号|是不是|是真|是官方|[吗么？?]))'
const singly =
  '(?<![\\w.,:-])(?!1([ ._-])2\\1)(?!0[ ._-]1)\\d(?:[ ._-]\\d){8,13}(?![\\w.,:-]|[ ._-]\\d)'

// Eight digits that an app accepts, too, as in Hong Kong: 5555 0126，whatsapp 都得
const ofApp = `(?<![\\d.])\\d{4}[ -]?\\d{4}[,， ]{0,2}${apps} ?(?:都|也|亦)(?:得|可|行|是)`

// plus six five, eight one two three, four four nine oh
const digit = '(?:zero|oh?|one|two|three|four|five|six|seven|eight|nine|double|triple)'
const inWords = `(?<![a-z])(?![^.!?\\n]{0,24}three[ ,.-]{1,3}four[ ,.-]{1,3}five[ ,.-]{1,3}six)(?:${digit}[ ,.-]{1,3}){7,14}${digit}(?![a-z])`

/** Tried only in texts that contain Han. */
export const ofNumbersInChinese: PhishingPattern[] = [
  ['contact', pageToFind, numbered],
  ['contact', hotline, ofApp]
]

/** Numbers that their notation marks as a contact. */
export const ofNumbers: PhishingPattern[] = [
  ['contact', tollFree],
  ['contact', singly],
  ['contact', inWords]
]
