import { apps, oneOf, type PhishingPattern } from './phishing-patterns.ts'

const slang =
  '\\b(?:hmu|hit (?:me|u|you) up|hit (?:my|the) (?:inbox|dms?)|(?<!\\b(?:your|the|my) )(?:dm|pm|inbox) for|holla(?: at)? me)\\b'
// "Rank boost, cheap, dm"
const lastWord = '(?<=[,.;] )(?:dm|pm|inbox)(?=[.!]?\\s*$)'

// DM me; not "they will text me", nor "message me if it …"
const unlessNotified = '(?<!\\b(?:will|would|did|does|not|ever|never) )'
const writeMe = '(?:dm|pm|inbox|text|whatsapp|telegram|wechat|signal|snap|ping|message|msg) me\\b'
const unlessAsked = '(?! (?:if|when|that|once|the|a code|an?) (?:it|they|the|you|was|code|says?))'

const sendMe = '\\b(?:send|drop|shoot|slide) (?:me )?(?:a |an |into |in )?(?:my )?'
const direct = '(?:dm|pm|dms|direct message|private message|inbox)\\b'

// Write to me on another app, talk to Mr Brown privately
const toTurn = 'contact|reach|write|message|text|chat|talk|speak|inbox|dm|pm|ping|ask|email|call'
const turn = `(?<!ever )\\b(?:${toTurn})(?: out)?(?: to| with)? `
const anybody = oneOf(
  'me|him|her|us|them|this (?:man|guy|expert|agent|lady|team)',
  'our (?:team|agent|support|expert)|@\\w+|(?:mr|mrs|ms)\\.? \\w+',
  '(?:the )?(?:manager|agent|admin|officer|coach|lawyer)(?: \\w+)?'
)
const elsewhere =
  '(?: \\w+){0,3} (?:on|via|at|through|over|by|privately|directly)\\b(?! (?:the |live |this |your )*(?:chat|e-?mail|phone|bank|form|ticket|app|site|website|work|desk|branch|help)\\b| \\*)'

// Write to Harbor Help on Messenger
const toName =
  '(?:write to|contact|message|text|email|reach(?: out to)?) (?:\\w+ ){1,5}(?:on|via|at|through)'
const notifies = `(?<=^|[.!?,\\n] ?|please |just )${toName} (?:facebook|messenger|${apps})`

// Contact a certified recovery expert
const hire = '\\b(?:contact|reach out to|hire|consult|message) (?:a |an |this |the |my )?'
const merit = oneOf(
  'legit|trusted|certified|real|good|best|ethical|professional',
  'crypto|asset|fund|funds|recovery|wallet'
)
const praised = `(?:${merit} ){1,3}`
const professional = '(?:agent|expert|hacker|team|specialist|company|service|firm|agency)\\b'

// My telegram is @…
const myApp = `\\b(?:on|via|my|by|at|through|is|add|over) (?:my )?(?:${apps})`
const label = '(?: (?:is|at|id|handle|number|name|username|here|now|nick))?'
const plain =
  '(?!(?:from|not|down|the|an?|for|only|fake|official|no|in|on|it|that|this|where|there|still|always|also|just|very|more|better|faster|slow|broken|gone|asking|offering|pretending|claiming|required|needed|blocked|banned)\\b)'
const name = `\\s?(?:[:：=+@]|\\bis\\b)\\s?${plain}[@+]?[a-z0-9]`

const lookAt = '\\b(?:check|see|look at|link in|details in|contact in) (?:my |the )?'
const profile = '(?:bio|profile)(?: (?:for|to)\\b|[!.]|$)'

// Telegram in profile
const myPage = '(?:bio|profile|wall|page|timeline)\\b'
const onProfile = `(?:${apps}|handle|number is) (?:is )?(?:in|on) (?:my |the )?${myPage}`

// Drop your number and I'll call you
const give = '\\b(?:send|drop|give|leave|share|text|provide|comment)(?: (?:me|us|down|here|with))? '
const yours =
  '(?:your|ur) (?:\\w+ )?(?:(?:number|phone|contacts?|handle|username)\\b(?! out of)|@(?!\\w))'
const yourContact = oneOf(yours, `your (?:\\w+ )?${apps}\\b`)
const giveYours = `${give}${yourContact}`
// Send me your AnyDesk id, add my Skype, a quick screen share
const tools = '(?:anydesk|teamviewer|rustdesk|ultraviewer|todesk)'
const toMyScreen = oneOf(
  `${give}(?:(?:your|ur|the|a) )?${tools}`,
  `(?:install|download|open|start|get) ${tools}[^.!?\\n]{0,20} (?:so|and) (?:that )?(?:i|we)\\b`,
  '\\b(?:do|have|try|start) a (?:quick )?screen ?shar(?:e|ing)\\b'
)
const soThatI =
  '\\bso (?:that )?(?:i|we) (?:can|could|may) (?:contact|call|add|text|reach|message|dm)\\b(?! (?:support|customer|the|them|your|my))'
const willContact =
  "\\b(?:i'll|i will|we'll|let me) (?:call|text|add|dm|pm|inbox) (?:you|u)\\b(?! (?:to the|out))"

const askYours = `\\bwhat(?:'?s| is) (?:your|ur) (?:number|${apps})\\b(?! (?:of|one)\\b)`

// Add me: someone, msg my friend, check your inbox; not "he can't add me on …"
const unlessUnable = "(?<!\\b(?:can't|cannot|not|to|i|we|he|she|they|could|couldn't) )"
const addMyApp = `\\b${unlessUnable}add (?:(?:my|me on|us on) )?${apps} ?[:：=]`
const addMe = `\\b${unlessUnable}add (?:me|us|him|her|my|his)\\b(?: \\w+)? ?(?:[:@]|on\\b(?! (?:\\w+ )?(?:list|whitelist|waiting)))`
const writeThem = `\\b${unlessUnable}(?:msg|inbox|dm|pm) (?:my|him|her|them|@)`
const seeInbox =
  '\\bcheck (?:your|ur) (?:inbox|dms?|pms?|messages)\\b(?! (?:settings|for (?:the|a|an|your) (?:\\w+ )?(?:e-?mail|mail|code|link)))'
const sentYou = "\\bi(?:'ve| have)? ?(?:just )?(?:dm'?d|pm'?d|messaged|inboxed) (?:you|u)\\b"

// Ask me how, contact me if you need; look her up on Instagram
// My DMs are open, talk to me privately, let us go on outside the forum
const openInbox = '\\b(?:dms?|pms?|inbox) (?:is|are)(?: always)? open\\b'
const inPrivate = oneOf(
  `\\b${unlessUnable}(?:contact|write|message|text|reach|talk to|chat with) (?:to )?(?:me|us) (?:directly|privately|in private|outside)\\b`,
  '\\b(?:let us|let.?s|we can|we could|please) (?:talk|chat|discuss|continue|go on|speak)(?: this| it)? (?:in private|privately|off (?:the |this )?forum|outside (?:of )?(?:the |this )?forum|elsewhere)\\b'
)
const askMe = `\\b${unlessUnable}(?:contact|call|email|reach|consult|ask(?! me for)) me (?:if you|for|how(?! i know))\\b`
const lookUp = `\\b(?:look|search|find) (?:him|her|them|it|me)(?: up)? (?:on|at|via) ${apps}|\\bhit up @\\w`

// Join our VIP group on Telegram
const join = '\\b(?:add|follow|join|text|message) '
const us =
  '(?:me|us|him|her|my (?:group|channel|team)|our (?:group|channel|vip|team)|the vip)(?: \\w+){0,2}'
const onApp =
  ' (?:on|in|at|via) (?:telegram|tg|whats ?app|discord|signal|line|wechat|instagram|ig|facebook)\\b'

// I can help you recover
const whoCan =
  '\\b(?:i|we|he|she|they|expert|who|that|team) (?:can|could|will|am able to|are able to|would) '
const helpYou = '(?:\\w+ )?(?:help|assist|support) (?:you|u|anyone|everyone|people)(?: \\w+){0,3} '
const toRecover = oneOf(
  'recover|retrieve|restore|unlock|get back|unfreeze',
  'withdraw|fix|with the recovery|in recovering'
)

// Helped me get my money back; not what is asked for, or support did
const helped =
  '\\b(?<!\\b(?:you|anyone|anybody|somebody|please|pls|support|staff|page) )(?:help|helped|assist|assisted|guided)(?: \\w+){0,2} (?:me|us|my \\w+|you|u)'
const recovering =
  '(?: \\w+){0,3} (?:recover|retrieve|recovering|retrieving|get|getting|got)(?: \\w+){0,3} '
const lost = '(?:back|lost|stolen|funds|money|crypto|coins|wallet|btc|bitcoin|account)'

// Recovered my money thanks to …; not through the reset page
const recovered =
  '\\b(?:recovered|retrieved|got back|recover) (?:all |every |back ){0,3}(?:my|your|their|the|lost|stolen)'
const through = oneOf(
  'through|thanks to|with the help of|with help from',
  'by contacting|after contacting|via|using|with'
)
const by = `(?: \\w+){0,3} ${through}\\b`
const means = oneOf(
  'page|form|app|link|settings|menu|button|e?-?mail|phrase|seed|backup',
  'website|site|code|codes|check'
)
const notByMeans = `(?! (?:the |my |an? |your )?(?:\\w+ )?${means}\\b)`

// I know a guy who can get it back
const knows = '\\b(?:i|we) (?:know|found|met|recommend|used|hired|suggest) '
const somebody =
  '(?:a|an|this|the|one) (?:\\w+ ){0,2}(?:guy|man|woman|lady|hacker|person|expert|agent|lawyer|firm|company|service|team)'
const whoDoes =
  ' (?:who|that|which) (?:can|could|will|helped|helps|got|gets|recovered|recovers|fixed|fixes|does)\\b'
const praises = `${knows}${somebody}${whoDoes}`
const recoverer =
  '\\b(?:recovery|recover) (?:expert|agent|specialist|hacker|agency|firm|company|guru|services?)\\b'
const notAccused =
  '(?! (?:is|are|was|scam|(?:i|we|he|she) (?:paid|hired)|who (?:scammed|asked|wrote)))'

/** All of these start with a word. */
export const inEnglish: PhishingPattern[] = [
  ['private', slang, lastWord],
  ['private', `\\b${unlessNotified}${writeMe}${unlessAsked}`],
  ['private', `${sendMe}${direct}`],
  ['private', `${turn}${anybody}${elsewhere}`, notifies],
  ['private', `${hire}${praised}${professional}`],
  ['contact', `${myApp}${label}${name}`],
  ['contact', `${lookAt}${profile}`, onProfile],
  ['contact', giveYours, soThatI, willContact, askYours, toMyScreen],
  ['private', addMe, addMyApp, writeThem, askMe, lookUp, seeInbox, sentYou, openInbox, inPrivate],
  ['contact', `${join}${us}${onApp}`],
  ['recovery', `${whoCan}${helpYou}${toRecover}`],
  ['recovery', `${helped}${recovering}${lost}`],
  ['recovery', `${recovered}${by}${notByMeans}`],
  ['recovery', `${recoverer}${notAccused}`, praises]
]
