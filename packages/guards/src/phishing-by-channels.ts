import { accountName, apps, oneOf, type PhishingPattern } from './phishing-patterns.ts'

// He's on Instagram, look for harbor_hacks; find us under …
const seek =
  '(?:look(?:ing)? (?:for|up)|search(?: for)?|find|add|under|called|named|text|message|dm|write(?: to)?|ask for|hit up|(?:the )?user(?:name)?|handle|nick(?:name)?|tag|profile)'
const seekOnApp = `(?<!line)${apps}[^.!?。！？\\n]{0,24}\\b${seek}[ :]{1,2}(?:for )?@?${accountName}`
const appOf = `(?<![a-z])(?:discord|telegram|whatsapp|signal|skype|insta(?:gram)?|snap(?:chat)?|kik|viber|wechat|session|threema|wickr)(?:'s)? (?:is|id|name|handle|nick|tag|user(?:name)?|acc(?:ount)?)(?: is)?[ :]{1,2}@?[a-z0-9][\\w.]{1,20}(?:\\.[a-z]{2,3}(?![a-z])|[\\d_#])`

// Message support on Telegram; not "can I reach support on …"
const helpers =
  '(?:live |customer |client |help |tech(?:nical)? |recovery |official )?(?:support|service|desk|agents?|team|care|help|representative|officer)s?'
const helpOnApp = `(?<!\\b(?:i|we|to|not|never|anyone|users) )\\b(?:message|contact|text|write(?: to)?|reach(?: out to)?|chat with|ask|dm|talk to) (?:the |their |our |your |\\w+ )?${helpers}(?: \\w+)? (?:on|via|at|through|over) (?:the )?${apps}`
const inBrackets = `${apps} ?[(（] ?@?${accountName} ?[)）]`
const toHandle =
  "(?<!(?:n't|\\b(?:to|i|we|they|he|she|not|never)) )\\b(?:add|message|contact|text|write(?: to)?|ping|hit up|dm|ask for|talk to) @(?=\\w*[\\d_])\\w{4,}"
const otherApps =
  '\\b(?:contact|add|message|text|on|via|my)(?: me)?(?: on| via)? (?:wire|element|matrix|keybase|simplex|jabber|xmpp)(?: id)?[ :：]{1,2}@[a-z]\\w{3}'
const whatsApp = "\\bwhat'?s ?app me\\b"
const skype = 'skype[ :：]{0,4}(?:id)?[ :]{0,2}live:[\\w.]{3}'

// Our Facebook group has 12k members, join and message the admin
const groupNames =
  '(?:facebook|fb|telegram|tg|whats ?app|discord|signal|viber|wechat|line|kakao|skype|slack|reddit)'
const group = '(?:group|channel|community|server|chat|room|page|hotline|number|desk|bot)'
const ownGroup = `(?<!\\b(?:is|in|from|of|inside) )\\b(?:our|my) (?!official)(?:\\w+ ){0,2}${groupNames} (?:\\w+ )?${group}\\b(?! (?:was|got|is)\\b(?! @))`
const joinGroup = `(?<!\\b(?:i|to|can't|cannot|couldn't|not|never|we|they|me) )\\b(?:join|enter|follow|contact|message|use|text)(?: up)? (?:the |this |that |a |my |our )?(?!official)(?:\\w+ ){0,3}${groupNames} ${group}\\b(?! (?:on the|linked|of the))`

// The number in my profile, see my bio
const page =
  '(?:bio|profile|about(?: me)?(?: (?:section|page|tab|box))?|signature|avatar|header|banner|status|pinned post)'
const what =
  '(?:number|contacts?|link|handle|telegram|tg|whats ?app|discord|snap(?:chat)?|insta(?:gram)?|signal|wechat|e-?mail|details|info|username)'
const unasked = "(?<!\\b(?:i|we|to|can't|cannot|not|you|where) )"
const inMyPage = oneOf(
  `(?:^|[.!,;\\n] ?|\\b(?:you|please|just|and|or) )(?:write|text|send|call|message)\\b[^.!?\\n]{0,40}\\b(?:to|at|on) the number (?:in|on|at) my ${page}\\b(?![^.!\\n]{0,60}\\?)`,
  `${unasked}\\b(?:text|call|message|contact|add|write(?: to)?|dm|reach(?: me)?(?: at| on| via)?|use|see|check|find|grab|get|ping)(?: me)?(?: at| on| via| through)? (?:the |my )?${what} (?:\\w+ )?(?:in|on|at|under|from) my (?:\\w+ )?${page}\\b`,
  `(?<!\\bmy |\\bmy (?:phone|mobile|e-?mail) )\\b${what}(?:'s| is| are)? (?:right there |listed |posted )?(?:in|on|at|under) (?:my (?:\\w+ )?${page}|the bio)\\b(?=$|[.!,;)~]| (?:and|so|for|if)\\b)(?<!(?:the|my) (?:number|e-?mail) in my profile)`,
  `${unasked}\\b(?:see|check(?: out)?|visit|click|tap|look at|view|open|read) my (?:\\w+ )?(?:bio|about(?: me)?|signature|pinned post|channel|wall)\\b`,
  `${unasked}\\b(?:see|check(?: out)?|visit|look at|view|open|read) (?:the |my )?(?:\\w+ )?(?:post|thread|link|info|story) (?:on|in|at) my ${page}\\b(?! settings)`,
  '\\b(?:link|number|contact|info|details|telegram|whats ?app) in (?:my |the )?bio\\b'
)

// I DMed you, PM sent, 我私信你了, 已私
const byOthers =
  '(?<!(?:不会|从不|不|没有?|未|绝不|别|官方|客服|员工|版主|管理员?|骗子|有人|他|她|们|谁|人|怎么|如何|哪里)[^，。！？,!?\\n]{0,4})'
const sentAlready = oneOf(
  "\\b(?:i(?:'ve| have)?(?: just)?|just) (?:sent|dropped|left|shot) (?:you|u) (?:a |an )?(?:dm|pm|private message|direct message|inbox)\\b(?! with (?:my|the (?:log|ticket|order|detail|screen|number|uid|id|tx|hash)))",
  '(?<=^|[.!,;\\n] ?)(?:dm|pm|inbox) (?:sent|me|open)\\b',
  `${byOthers}(?:先|再|已经?|刚才?|马上|可以|会|来|就|这就|稍后){0,3}(?:给)?(?:私信|私聊|小窗|站短)(?:给)?[你您]了?(?![们的]|吗|么)`,
  `${byOthers}给[你您]发(?:送)?了?(?:一?[条个封])?(?:私信|站内信|小窗)(?!了?[吗么]|功能)`,
  '(?<=^|[，。！,! \\n])(?:已|刚)私(?:信|聊)?(?:了|过|你|您|楼主)?(?=$|[，。！,! \\n])',
  `${byOthers}(?:回|看|查)(?:一?下)?(?:我的?)?(?:私信|站内信|站短|小窗)(?=$|[，。！,!~ \\n吧哦啊])`
)

// Drop me a line, my DMs are open, talk outside this forum
const cue = oneOf(
  `(?:移步|转到?|迁移到?|搬到?|下载|装个?|去|上|用|到) ?(?:${apps}|[“"「][^”"」\\n]{1,8}[”"」])[^。！!\\n]{0,8}(?:搜(?!不|到|出)|找(?!不|到|回)|加)(?:我|[ :：]{0,2}[@a-z\\d])`,
  '搜我的?(?:名字|昵称|id|号|用户名)|(?:名片|微信|号|人)?推给[你您](?!们)',
  `(?:联系|加|找|扣)[^，。！？,!?\\n]{0,4}q{1,2}[ :：]{0,2}\\d[\\d ]{4,13}\\d`,
  `${apps}@?[^。!?\\n]{0,6}搜(?:寻|索)?[ :：]{0,2}@?(?!app|bot|login|usdt)[a-z][\\w.]{4,24}(?![\\w]| ?.{0,4}(?:有|出|到|结果|不))`,
  `(?<!(?:n't|\\b(?:to|i|we|they|people|users|not|never|cannot|you|could|can)) )\\b(?:message|text|add|contact|write|dm|chat)(?: me)? on ${apps}(?![a-z])`,
  `(?<!(?:n't|\\b(?:to|i|we|they|not|never|cannot|you|could|can)) )\\b(?:search|look|find|type)(?: for| up)? [^.!?\\n]{1,40}\\b(?:on|in) (?!line)${apps}(?![a-z])`,
  `(?:^|[.!,;\\n] ?|\\b(?:please|just|kindly|and|then) )(?:go|head|come|move|switch|hop)(?: over)? (?:to|on|onto) (?:my |our |the )?(?!line)${apps}(?![a-z])(?! (?:settings|login|app))`,
  '(?<=^|[，。！？,!?~ \\n])(?:看|见|瞅)(?:下)?(?:签名|主页|简介|头像|置顶)(?=$|[，,。！!~ \\n])',
  "(?<!(?:n't|\\b(?:not|never|to|they|he|she|you|it|support|will|did|app|system|bank)) )\\b(?:drop|shoot|send|leave) (?:me|us) (?:a |an |your )?(?:line|message|text|dm|pm|note|number|contact|whats ?app|telegram)\\b(?! (?:code|if|when|once|with|that|about|saying))",
  '\\b(?:reply|comment|answer|respond)(?: below| here)? with (?:your|ur) (?:\\w+ )?(?:number|whats ?app|telegram|tg|e-?mail|contact|handle|discord)\\b',
  '\\b(?:talk|chat|continue|discuss|speak|explain|go on|move)\\b[^.!?\\n]{0,40}\\b(?:off|outside|away from) (?:of )?(?:this|the) (?:forum|site|platform|board|thread)\\b',
  '\\bjia (?:wo )?(?:de )?(?:wei ?xin|vx|wx|qq|kou ?kou|we ?chat|tg|dian ?bao)\\b',
  `(?:留|给|发|丢)(?:个|一下|下)?(?:你的?|您的?)? ?${apps}(?:号|id)? ?(?:给|发)(?:给)?(?:我|他|她)`,
  '(?<![a-z])(?:call|dd|cue|dm|pm|ins|ig|搵|揾)(?:返)?我(?=$|[ ,，。!！~])',
  `${apps} ?我(?=$|[ ,，。!！+\\d])`,
  '(?:可以|随时|直接|尽管|欢迎)(?:来)?(?:找我|敲我|戳我|滴我|撩我|私我)(?![们自])',
  '(?:加|家|佳)(?:个|一下)?(?:好友|朋友)(?:聊|说|详|细|了解|私)'
)

// 客服微：harbor_kf, 加下我工作号 rf_88012, 进群的扣 666, 换个软件聊, go on in another app
const someApp = `(?:${apps}|facebook|fb|messenger|twitter|推特|微博|脸书|抖音|小红书|zoom|teams|tiktok|imessage|botim)`
const end = '(?=$|[,，。！!~ \\n])'
const others = oneOf(
  '[微薇威][:： ]{1,2}@?[a-z][a-z\\d_-]{4,24}',
  '(?<![a-z\\d])q{1,2} ?\\d{8,11}(?!\\d)',
  '加(?:一?下|个)?我?的?(?:工作|私人|小|大|新|客服)号[ :：]{0,2}@?[a-z\\d_]{5}',
  `(?<!(?:没|别|不|让|要|叫)[我你]?)留(?:个|下|一下)?(?:你的?|您的?)?(?:邮箱|e-?mail|联系方式|电话|手机号?|微信|qq)${end}`,
  '(?:群|要|想|教程|资料|名额|报名)[^，。！？,!?\\n]{0,6}(?:扣|打|回复?|评论区?扣) ?(?:1{1,3}|6{1,6}|8{1,4}|9{1,4})(?!\\d)',
  `(?:私下|单独|悄悄)(?:给|发|告诉)(?:给)?我(?!们)`,
  `${byOthers}(?:传|丢|发|寄)(?:个|一下)?(?:讯息|私讯|站内信|消息|信息)给?我${end}`,
  `${someApp}(?:上)?(?:私信|私讯|密|dm)(?:我| ?@)`,
  `换一?个?(?:软件|平台|app|工具|方式)(?:聊|说|谈|联系|沟通)`,
  `\\b(?:send|drop|write) (?:a |an )?(?:message|text|dm|e-?mail|request) to [^.!?\\n]{1,40}\\b(?:on|via|in) (?!line)${someApp}(?![a-z])`,
  '\\b(?:talk|chat|continue|move|speak|go)(?: on)? (?:on|to|in|over) (?:another|a different|some other|a private) (?:app|platform|messenger|place|channel|chat)\\b'
)

/** Patterns for a person or group elsewhere: by number, name or the page it is on. */
export const ofChannels: PhishingPattern[] = [
  ['contact', seekOnApp, appOf, helpOnApp, inBrackets, toHandle, skype, otherApps, whatsApp],
  ['contact', ownGroup, joinGroup, inMyPage],
  ['private', sentAlready, cue],
  ['contact', others]
]
