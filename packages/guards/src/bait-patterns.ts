/** What lures somebody out of the public forum, where the fraud happens. */
export const baitKinds = ['contact', 'recovery', 'private'] as const
export type BaitKind = (typeof baitKinds)[number]

// Each ends within a few characters of where it begins, so none can be made to run long.
type BaitPattern = [BaitKind, RegExp]

const apps = `(?:微信|薇信|威信|徽信|维信|微x|薇x|[薇微威v]❤|v信|v\\.?x|w\\.?x|wei ?xin|we ?chat|q ?q|扣扣|企鹅|电报|纸飞机|飞机|tg|t\\.g|telegram|telegr[a4]m|whats ?app|wa|signal|line|skype|kik|discord|instagram|ig|蝙蝠|抖音)`
/** Of what is not marked by an @ only names with a digit: words stand behind a colon too. */
const handle = `(?:(?=[a-z_.-]{0,30}\\d)[a-z0-9][a-z0-9_.-]{3,30}|\\+?\\d[\\d -]{5,18}\\d)`
/** Of apps that have a Chinese name also those without, but for words that are often behind it. */
const chineseApps = `(?:微信|薇信|威信|徽信|维信|v信|vx|扣扣|电报|纸飞机)`
const words = `(?:app|pay|api|bot|login|wallet|official|support|group|channel|https?|www|usdt|and|or|for)`

/** Names and numbers of other places, in any language. */
export const ofApps: BaitPattern[] = [
  // 加我微信, 加薇, ➕V, 佳v, 加一下QQ群
  [
    'contact',
    new RegExp(
      `[加➕+佳嘉珈]了?[ ,，:：]{0,2}(?:我|下|一下|个|老师|专员|客服|我们|他|她){0,2}[ 的]{0,2}(?:${apps}|[薇微威v❤](?![a-z币])|好友|群)`,
      'u'
    )
  ],
  // 微信：harbor_help8, QQ 12345678, tg @someone, WhatsApp +44…
  [
    'contact',
    new RegExp(
      `(?:${apps}|(?<![a-z])v(?=[:：]))(?: ?id| ?number| ?no)?[号：:是为群搜索=\\s~-]{0,6}(?:[:：=号]|(?<=\\s)|(?=[\\d@]))\\s?(?:@[a-z]|${handle})`,
      'u'
    )
  ],
  // 微信 hbkefu, 电报：harborcs
  [
    'contact',
    new RegExp(`${chineseApps}[号：: 是为]{0,4}@?(?!${words}(?![a-z]))[a-z][a-z_.-]{4,30}`, 'u')
  ],
  // Q群 1234567, q: 1234567, V+abc123, 薇❤, 家微信
  [
    'contact',
    /(?<![a-z])q{1,2} ?[群裙][^\d\n]{0,4}\d{5,12}|(?<![a-z])q[:：] ?\d{6,11}|(?<![a-z])v\+ ?(?=[a-z_-]{0,20}\d)[a-z0-9_-]{5,20}|[薇微威v]❤|(?<![大国人自])家(?:微信|薇信|v信)/u
  ],
  [
    'contact',
    /(?:\b(?:contact|e-?mail|write to|reach)|联系)(?:[ :：]\w{0,12}){0,3}[ :：]?[\w.+-]{1,40}@(?:gmail|outlook|hotmail|yahoo|proton(?:mail)?|163|126|qq|foxmail)\./u
  ],
  [
    'contact',
    /(?<![\w.])(?:t|telegram)\.me\/|(?<![\w.])wa\.me\/|chat\.whatsapp\.com|discord\.gg\/|u\.wechat\.com|weixin\.qq\.com\/[rg]\/|weixin:\/\/|qm\.qq\.com|line\.me\/(?:r\/)?ti\/|tg:\/\//u
  ]
]

/** None matches without Han. */
export const inChinese: BaitPattern[] = [
  // As mobiles are spelt out
  ['contact', /一[三四五六七八九][一二三四五六七八九零〇幺]{9}/u],
  [
    'contact',
    /(?:看|点|进|来)我的?(?:主页|签名|简介|头像)|我的?(?:主页|签名|简介)(?:里|上)?有?(?:联系方式|微信|群|v)/u
  ],
  ['private', /(?:滴滴?|(?<![a-z])d{1,2})我/u],
  // 私聊我, 私信联系, 滴滴我, 扫码进群
  [
    'private',
    /(?:私聊|私信|私我|滴滴|戳|敲|呼|密)(?:一下)?(?:我|本人|老师|客服|联系|详聊|详谈|处理)|(?:有需要|想要的?|需要的?|感兴趣|不懂)(?:的|可以?|就|请|欢迎|都){0,6}(?:私聊|私信|私我|滴滴)/u
  ],
  [
    'private',
    /(?:扫|识别)(?:一?下)?(?:描)?(?:上面|下面|图中|下方|我的)?(?:的)?(?:二维)?码(?:进|加|入|联系|添加)|(?:拉你|进|入|加)(?:我们|咱们|内部|交流|粉丝|官方|带单|福利|的){0,6}群(?:聊|领|咨询|里?(?:有|问|解决))/u
  ],
  [
    'private',
    /(?:加|找)(?:我|老师|他|她|这个人|这位)(?:的)?(?:好友|解决|处理|帮你|帮忙|解封|解除|追回|恢复|带)/u
  ],
  [
    'private',
    /(?:联系|找|咨询|加)(?:一下)?(?:我们?|这位|专业|追款)的?(?:客服|专员|老师|团队|律师|黑客|技术)/u
  ],
  // 可以帮你追回, 帮您找回资产
  [
    'recovery',
    /(?:可以?|能|专业|专门|代|帮|替|协助)(?:够|帮|替|你|您|大家|忙){0,6}(?:追回|追款|找回|挽回|恢复|解冻|解封|解除)(?:你|您|被){0,3}(?:的|骗){0,3}(?:资金|资产|钱|损失|账户|账号|钱包|限制|币|款|u|usdt|风控)/u
  ]
]

/** Each begins with a word. */
export const inEnglish: BaitPattern[] = [
  // DM me, write to me on telegram
  ['private', /\b(?:hmu|hit me up|hit (?:my|the) (?:inbox|dms?)|(?:dm|pm|inbox) for)\b/u],
  [
    'private',
    /\b(?<!\b(?:will|would|did|does|not|ever|never) )(?:dm|pm|inbox|text|whatsapp|ping|message|msg) me\b(?! (?:if|when|that|once|the|a code|an?) (?:it|they|the|you|was|code|says?))/u
  ],
  [
    'private',
    /\b(?:send|drop|shoot|slide) (?:me )?(?:a |an |into |in )?(?:my )?(?:dm|pm|dms|direct message|private message|inbox)\b/u
  ],
  [
    'private',
    /\b(?:contact|reach|write|message|text|chat|talk|speak)(?: out)?(?: to| with)? (?:me|him|her|us|them|this (?:man|guy|expert|agent|lady|team)|our (?:team|agent|support|expert)|@\w+|mr\.? \w+|mrs\.? \w+)(?: \w+){0,3} (?:on|via|at|through|over|by|privately|directly)\b/u
  ],
  [
    'private',
    /\b(?:contact|reach out to|hire|consult|message) (?:a |an |this |the |my )?(?:(?:legit|trusted|certified|real|good|best|ethical|professional|crypto|asset|fund|funds|recovery|wallet) ){1,3}(?:agent|expert|hacker|team|specialist|company|service|firm|agency)\b/u
  ],
  [
    'contact',
    new RegExp(
      `\\b(?:on|via|my|by|at|through|is|add|over) (?:my )?(?:${apps})(?: (?:is|at|id|handle|number|name|username|here|now|nick))?\\s?(?:[:：=+@]|\\bis\\b)\\s?[@+]?[a-z0-9]`,
      'u'
    )
  ],
  [
    'contact',
    /\b(?:check|see|look at|link in|details in|number in|contact in) (?:my |the )?(?:bio|profile)(?: (?:for|to)\b|[!.]|$)/u
  ],
  [
    'contact',
    /\b(?:add|follow|join|text|message) (?:me|us|him|her|my (?:group|channel|team)|our (?:group|channel|vip|team)|the vip)(?: \w+){0,2} (?:on|in|at|via) (?:telegram|tg|whats ?app|discord|signal|line|wechat|instagram|ig|facebook)\b/u
  ],
  // I can help you recover, helped me get my money back
  [
    'recovery',
    /\b(?:i|we|he|she|they|expert|who|that|team) (?:can|could|will|am able to|are able to|would) (?:\w+ )?(?:help|assist|support) (?:you|u|anyone|everyone|people)(?: \w+){0,3} (?:recover|retrieve|restore|unlock|get back|unfreeze|withdraw|fix|with the recovery|in recovering)/u
  ],
  [
    'recovery',
    /\b(?:help|helped|assist|assisted|guided)(?: \w+){0,2} (?:me|us|my \w+|you|u)(?: \w+){0,3} (?:recover|retrieve|recovering|retrieving|get|getting|got)(?: \w+){0,3} (?:back|lost|stolen|funds|money|crypto|coins|wallet|btc|bitcoin|account)/u
  ],
  [
    'recovery',
    /\b(?:recovered|retrieved|got back|recover) (?:all |every |back ){0,3}(?:my|your|their|the|lost|stolen)(?: \w+){0,3} (?:through|thanks to|with the help of|with help from|by contacting|after contacting|via|using|with)\b(?! (?:the |my |an? |your )?(?:\w+ )?(?:page|form|app|link|settings|menu|button|e?-?mail|phrase|seed|backup|website|site|code|codes|check)\b)/u
  ],
  [
    'recovery',
    /\b(?:recovery|recover) (?:expert|agent|specialist|hacker|agency|firm|company|guru)\b(?! (?:is|are|was|scam|who (?:scammed|asked|wrote)))/u
  ]
]
