import { oneOf, type PhishingPattern } from './phishing-patterns.ts'

const dot = '(?: ?\\. ?| ?[[({〔【〈<] ?(?:\\.|dot|点) ?[\\])}〕】〉>] ?| dot | ?点 ?)'
const slash = '(?: ?/ ?| slash )'
const at =
  '(?: ?[[({〔【〈<] ?(?:at|@|艾特|小老鼠) ?[\\])}〕】〉>] ?| at | ?@ ?| ?(?:艾特|小老鼠) ?)'

// recover.me at gmail dot com; "Gmail: recoverme22"
const mailHosts =
  '(?:gmail|googlemail|outlook|hotmail|yahoo|proton(?:mail)?|icloud|tuta(?:nota|mail)?|gmx|aol|yandex|foxmail|163|126|qq|mail)'
const nobody =
  '(?!(?:e-?mail|mail|account|address|mailbox|inbox|hosted|registered|login|me|support)s?\\b)'
// Starts with the @ and looks behind for the name, as nearly every word could be one.
const mailName = `(?<![\\w.+-])(?![\\w.+-]+@[\\w-]+\\.[a-z])${nobody}[a-z0-9][\\w.+-]{2,40}`
const spelledMail = `(?<=${mailName})${at}${mailHosts}${dot}(?:com|net|me|ru|cn|org|io|ch|de)(?![a-z])`
const bracketed =
  '(?<=[\\w.+-]{2} ?)[[({] ?(?:at|艾特) ?[\\])}] ?[\\w-]{2,30} ?[[({] ?(?:dot|点|\\.) ?[\\])}] ?[a-z]{2,6}'
const mailOfName = `(?<![a-z@.])(?:gmail|protonmail|outlook|hotmail)(?: is| me)?[ :：=]{1,3}(?=[a-z._-]{0,20}\\d)[a-z0-9][\\w.-]{4,30}(?![\\w@])`
// gmail, jane dot doe
const spelledName =
  '(?<![a-z@.])(?:gmail|proton(?:mail)?|outlook|hotmail|yahoo)[,:;]? (?!gmail|proton|outlook|hotmail|yahoo)[a-z]{2,20}(?: (?:dot|underscore|dash|hyphen) (?!com\\b|net\\b|org\\b)[a-z\\d]{2,20}){1,3}(?![a-z\\d])'
const anyMail = '[\\w.+-]{2,40}@[\\w-]{2,40}\\.[a-z]'
const mailMe = oneOf(
  `(?<!\\b(?:not|never|to|they|support|you) )\\b(?:e-?mail|mail|write|contact|reach|message) (?:to )?(?:me|us|him|her)\\b[^@\\n?]{0,90}[ :(]${anyMail}(?!\\S* (?:when|once|if|as soon|with))`,
  `(?:发(?:邮件|信|资料|截图)?(?:到|给|至)|邮件联系|邮箱联系|写信给?)(?!官方|客服)[^@\\n？?]{0,20}?${anyMail}`
)

// bit.ly/x, linktr.ee/x: their target is hidden
const shorteners = oneOf(
  ...[
    'bit|buff|ow',
    'tinyurl',
    'cutt|shrtco|t|adf',
    'linktr',
    'is|v',
    't',
    'dwz|url|suo|sourl',
    'rebrand',
    'rb',
    'reurl|pse|ppt|lihi'
  ].map(
    (names, index) =>
      `(?:${names})${dot}${['ly', 'com', 'ly', 'ee', 'gd', 'cn', '(?:cn|im)', 'ly', 'gy', '(?:cc|is|tw)'][index] ?? ''}`
  ),
  `shorturl${dot}at|lnk${dot}bio|wa${dot}link|goo${dot}gl|tiny${dot}cc|s${dot}id`
)
const shortened = `(?<![\\w.@-])${shorteners}${slash}[\\w-]`

// Invitations and pages of accounts, also with broken dots
const invitations = oneOf(
  `(?:t|telegram)${dot}(?:me|dog)${slash}`,
  `wa${dot}me${slash}`,
  `discord(?:app)?${dot}(?:gg|com${slash}invite)${slash}`,
  `signal${dot}(?:me|group)${slash}`,
  `(?:line|lin)${dot}(?:me|ee)${slash}`,
  `m${dot}me${slash}`,
  `(?:facebook|fb)${dot}(?:com|me)${slash}(?:groups|profile|messages|[a-z0-9.]{4,40}(?![\\w/]))`,
  `instagram${dot}com${slash}[\\w.]{3}`,
  `(?:qun|jq|wpa)${dot}qq${dot}com`,
  `work${dot}weixin${dot}qq${dot}com`,
  `open${dot}kakao${dot}com|zalo${dot}me ?/|join${dot}skype${dot}com|matrix${dot}to ?/|snapchat${dot}com${slash}add`,
  `(?:docs${dot}google${dot}com${slash}forms|forms${dot}gle)${slash}`
)
const invited = `(?<![\\w.@-])${invitations}`

/**
 * Patterns for addresses of private contacts, also spelled out, and for addresses with a hidden
 * target.
 */
export const ofLinks: PhishingPattern[] = [
  ['contact', spelledMail, spelledName, bracketed, mailOfName, mailMe],
  ['contact', shortened, invited]
]
