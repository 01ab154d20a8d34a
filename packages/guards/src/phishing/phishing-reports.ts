import { either } from './phishing-patterns.ts'

const someone =
  '(?:有人(?!需要|想|要|被骗)|有个人|对方|骗子|陌生人|网友|[这那]个(?:人|账号|用户|号)|一个[^，。！？,!?\\n]{0,8}人|[他她]们?)'
/** Excludes praise, which is no report: "有人帮我解冻了", "有人处理". */
const meanwhile = '[^，。！？,!?\\n帮需想被了处解懂能求]{0,10}?'
const approached =
  '(?:说|称|让|叫|要(?!是)|冒充|问|劝|拉|推|骗|发|留|打电话|(?:加|找|联系|私信|私聊|私)了?过?我|加了?的?(?:微信|qq|好友|电报))'
const asked = '(?:[让叫逼劝催]|(?<![需想只])要)'
const toContact = '(?:加|联系|扫|转|付|下载|提供|填|发|点|私|进|打|交|找|缴|汇|充|装|登|输)'

const reportedInChinese = [
  `${someone}${meanwhile}(?:到处)?${approached}`,
  '有[个位][^，。！？,!?\\n]{0,10}(?:加|找|联系|私信|私聊)[了过]?我',
  '被人[^，。！？,!?\\n]{0,6}(?:拉|骗|加)',
  `${asked}(?:我们?(?!帮|来|说)[^，。！？,!?\\n]{0,6}?|(?:[你他她]们?|人|大家)(?:去|先|再)?)${toContact}`,
  '加我(?:的?微信|的?qq|好友|为好友|v)?(?:后|以后|之后|说|让|叫|要|问|的人|的那)',
  '(?:收|接)到[^，。！？,!?\\n]{0,12}(?:短信|私信|消息|信息|邮件|电话|来电)|写着',
  '请?管理员(?:看|处理|删|封|核实|尽快)',
  '自称|冒充|谎称|(?<!备注|时候|请|记得|就|你)说(?:自己)?是(?!\\S{0,8}(?:就行|就好|就可以|就能|即可))'
]

const asksInChinese =
  '是(?:不是)?(?:你们|官方|平台|贵司)[^，。！？,!?\\n]{0,6}[吗么嘛]|是真的吗|是你们吗|真的假的|是不是(?:真|假|骗|官方|你们)|官方的?吗|(?:骗子|骗人的?|诈骗|可信|靠谱|可靠)吗'

const anyone =
  '(?:some(?:one|body)|(?:a|the|this|that) (?:person|guy|man|woman|user|stranger|scammer)|people|he|she|they|the (?:moderator|mod|bot|support|bank|operator|page|site|website|app|e-?mail|mail|error|message|footer|docs|banner|letter|notice))'
const doing =
  '(?:is|are|was|were) (?:using|posting|asking|telling|messaging|sending|offering|pretending|writing)'
const spoke = 'told|asked|messaged|wants?|wanted|says?|said|claims?|claimed|wrote|writes|posted'
const acted = 'asks|contacted|added|tried|offered|called|texted|sent|keeps?'
const wasTold =
  '\\b(?:was|were|been|got) (?:told|asked|instructed|contacted|called|messaged|approached) (?:by|to|on|via|from)\\b'
const did = `(?:${spoke}|${acted}|${doing})`

const reportedInEnglish = [
  wasTold,
  `\\b${anyone}(?: here| (?:on|in|from) \\w+)? ${did}\\b(?! how i\\b)`,
  '\\b(?:got|received|getting) (?:a|an|some|this) (?:pm|dm|message|call|text|mail|e-mail)\\b',
  '\\b(?:asks?|asking|tells?|telling|wants?|invites?) (?:me|us|people|users|members|everyone|customers) to\\b',
  'impersonat|report(?:ed|ing)? (?:him|her|them|it)\\b'
]

// A question that its author answers is no question: "Is it a scam? No!"
const unlessAnswered = '(?!\\? ?(?:yes|no|nope|not|never|absolutely|definitely)\\b)'
const genuine =
  '(?:real|legit|official|genuine|safe|fake|frauds?|scams?|scammers?|you|yours|your (?:number|account|team|colleague|channel|group|page|site|address|hotline|staff))'
const asksInEnglish = [
  `\\bis (?:it|this|that|he|she) (?:real|legit|official|you|a scam)\\b${unlessAnswered}`,
  `\\b(?:is|are|was|were)\\b[^.!?\\n]{0,160}\\b${genuine}\\b[^.!?\\n]{0,20}${unlessAnswered}\\?`,
  `(?:legit|real)${unlessAnswered}\\?`,
  '\\bshould i (?:believe|trust)\\b'
]

/** Reports of what somebody else did or asked, or questions whether it was genuine. */
export const told = either(
  ...reportedInChinese,
  asksInChinese,
  ...reportedInEnglish,
  ...asksInEnglish
)

const quoted = '[“"「『][^“”"「」『』\\n]{1,200}[”"」』]|(?<=^|\\n)[ ]{0,3}>[^\\n]*'
const inPart = '[^，。！？,.!?\\n:：]'
const saying = '(?:说|发|写|留言|评论|回复|私信)'
const quotedInChinese = `${someone}${inPart}{0,10}${saying}${inPart}{0,6}[:：][^。！？!?\\n]*`
const quotedInEnglish = `\\b${anyone} ${did}[^,.!?\\n:]{0,20}:[^!?\\n]*`
const words = new RegExp([quoted, quotedInChinese, quotedInEnglish].join('|'), 'gu')

const quotation = new RegExp(quoted, 'gu')

/**
 * Removes quotations, which a text talks about: "this button", "such words". A text that is mostly
 * a quotation is kept, as it speaks for itself.
 */
export function unquoted(text: string): string {
  const rest = text.replace(quotation, ' ')
  return rest.length * 3 > text.length ? rest : text
}

/** Removes quotations and what follows "somebody wrote:". */
export const withoutQuoted = (text: string) => text.replace(words, '')

const praisesInChinese = [
  '帮我[^，。！？,!?\\n]{0,8}(?:了|好)|(?:解冻|追回|解封|解除|解决|恢复)(?:好|成功|来)?了',
  '(?:才是|唯一|绝对)[^，。！？,!?\\n]{0,4}(?:真|靠谱|可靠|本人)|亲测(?![^，。！？,!?\\n]{0,4}[骗假])'
]
const praisesInEnglish = [
  '\\bthe only (?:real|legit|honest|genuine|trusted|true)\\b|\\bnot a scam\\b|\\bi was (?:sk|sc)eptical\\b|\\bi only (?:use|trust)\\b',
  '\\bgot (?:it|everything|all of it|my \\w+) back (?:within|in)\\b|\\bnot affiliated\\b',
  '\\b(?:really|actually|truly) (?:helped|recovered|fixed|got|works?)\\b',
  '\\b(?:were|was|are|is) (?:all )?(?:back )?in my (?:wallet|account)\\b'
]
const sending =
  '(?:contact|reach(?: out to)?|message|text|write(?: to)?|add|ask|inbox|dm|pm|call|email)'
const them = '(?:him|her|them|@\\w+|[\\w.+-]{3,40}@|(?:manager|agent|admin|mr|ms|mrs)\\b)'
const byName =
  '(?!(?:support|customer|staff|admins?|mods?|moderators?|police|banks?|everyone|anyone|nobody|people)\\b)[a-z]{3,20}$'
const sendsToThem = `^ ?(?:(?:so|just|please|and|then) )?${sending} (?:${them}|${byName})`

/** Praise of the person told about, or a call to contact them: a phishing story. */
export const recommends = new RegExp(
  [...praisesInChinese, ...praisesInEnglish, sendsToThem].join('|'),
  'mu'
)
