const count =
  '(?:\\d{1,6}|an?|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|sixty|half an?|a few|a couple of)(?: and a (?:half|quarter))?'
const unit =
  '(?:(?:business |working )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)|[hd])\\b'
const span = `${count}(?:\\s?(?:to|-|–|or)\\s?${count})?\\s?${unit}`
const assets = '(?:funds?|assets?|coins?|money|balances?|wallets?|deposits?|holdings|data)'
const wealth = '(?:资金|资产|余额|存款|币|账户|帐户|钱包|数据)'
// Bounded, so that long rows of digits are as fast as short ones.
const digits = '[\\d一二两三四五六七八九十半几数]'
const length = `${digits}{1,6}\\s?个?多?(?:秒钟?|分钟|小时|钟头|天|日|工作日|周|星期)`
const clock = `(?:\\d{1,2}:\\d{2}|${digits}{1,3}\\s?[点时])`
const recovery = '(?:恢复|解决|完成|到账|修复|修好|开放|正常|上线|搞定)'
const until = '(?:tomorrow|tonight|midnight|noon|shortly|soon|\\d{1,2}(?::\\d\\d|\\s?[ap]m))'

/** Phrases that promise an outcome nobody knows yet, in English and simplified Chinese. */
export const promises: readonly RegExp[] = [
  // That nothing is lost.
  new RegExp(
    `(?<!\\bto (?:keep|protect)\\b.{0,12})\\b${assets}\\b.{0,60}(?<!\\b(?:not|somewhere) )\\b(?:safe|secure|protected|intact|unaffected|SAFU|fully backed)\\b`,
    'iu'
  ),
  new RegExp(
    `\\b${assets}\\b.{0,40}\\bnot (?:been |be )?(?:affected|at risk|lost|in danger|harmed)\\b`,
    'iu'
  ),
  new RegExp(`\\bno (?:user |customer )?${assets}\\b.{0,30}\\b(?:lost|affected|at risk)\\b`, 'iu'),
  /\b(?:will not|won['’]t) lose (?:any|a)/iu,
  new RegExp(`${wealth}.{0,8}(?:不受|未受|不会受)(?:到)?.{0,4}影响`, 'u'),
  new RegExp(
    `${wealth}.{0,12}(?:不会|没有|未|无)[有造成产生发任何]{0,6}(?:损失|丢失|风险|少)`,
    'u'
  ),
  new RegExp(`${wealth}.{0,6}(?:无恙|无虞|无忧|完好)`, 'u'),
  /不会损失/u,
  // "For the safety of your funds" is a reason and "a reminder about it" a topic; neither is a
  // promise.
  new RegExp(
    `(?<![为出注提威危涉事关][^,;。]{0,8})${wealth}(?:都|均|是|很|绝对|完全|仍然?|依然){0,3}安全` +
      '(?!提醒|提示|须知|指南|知识|常识|教育|公告|通知|警示|中心|设置|意识|风险|问题|验证)',
    'u'
  ),
  /(?:敬请|请|尽管|大可)(?:您|你|大家|各位|用户|广大|务必|们|的){0,4}放心/u,
  // When it ends.
  new RegExp(
    `\\b(?:within|in|in under|in less than|in about|up to)(?: the)?(?: next)? ${span}`,
    'iu'
  ),
  new RegExp(`\\bevery (?:${count} )?(?:minutes?|hours?|days?)\\b`, 'iu'),
  /\bETA\b.{0,10}\d/iu,
  /\bby (?:tomorrow|tonight|midnight|noon|the end of (?:the|this) (?:day|week))\b/iu,
  new RegExp(
    `\\b(?:resumes?|restored|returns?|reopens?|(?:be|is|are) (?:back|available|online|open|live|fixed|resolved))\\b.{0,20}\\b${until}\\b`,
    'iu'
  ),
  new RegExp(
    `(?<!(?:过去|最近|近|此前|前)的?[\\s\\d一二两三四五六七八九十半几数]{0,8})${length}(?:之内|以内|内|左右)`,
    'u'
  ),
  new RegExp(`${length}(?:之后|以后|后).{0,8}${recovery}`, 'u'),
  new RegExp(`${length}(?:就|便|即|可|能|会){0,3}${recovery}`, 'u'),
  new RegExp(`每隔?\\s?(?:${digits}{1,6})?\\s?个?(?:分钟|小时|天)`, 'u'),
  new RegExp(`(?:今[天日]|今晚|明[天日早]|本周).{0,10}${recovery}`, 'u'),
  /(?:今天|今晚|明天|明早|马上)(?:就|便)会?好/u,
  new RegExp(`(?<!已[于在]?\\s?|[\\d:])${clock}.{0,8}(?<!已)${recovery}`, 'u'),
  new RegExp(`(?:很快|马上|即将|立即|立刻|不久|稍后)(?:就|便|会|能|可|将){0,3}${recovery}`, 'u'),
  // What will be done.
  /\b(?:we|it|they|you|everybody|everyone|all)\b.{0,30}\bwill (?:all )?(?:be )?(?:fully )?(?:credit(?:ed)?|restored?|resolved?|fix(?:ed)?)\b/iu,
  /(?<!\b(?:nobody|no one)\b.{0,30})\bwill (?:all )?(?:be )?(?:fully )?(?:refund|compensat|reimburs|cover|repaid|repay)/iu,
  /\bmake (?:\w+ ){1,3}whole\b/iu,
  /\b(?:full|complete) (?:refund|compensation|reimbursement)\b|\blosses\b.{0,20}\bcovered\b/iu,
  /\b(?:we|i) (?:can |will |do )?(?:guarantee|promise|assure|ensure)\b|\b(?:is|are) guaranteed\b/iu,
  /(?:全额|足额|全部|百分之百|100%)(?:赔付|赔偿|补偿|退还|退款|返还)|(?:会|将)(?:予以|给予)?(?:赔付|赔偿|补偿)/u,
  /损失.{0,6}(?:我们|平台|本站|官方|交易所).{0,4}(?:承担|负责|赔|补)|(?:我们|平台|本站|官方|交易所)(?:会|将|来|愿)?(?:承担|补足|弥补).{0,4}损失/u,
  /(?<!不|不能|无法|未|没有|从不|不会|勿|不要|不得|别|禁止)(?:保证|承诺)|(?<!请|请您|请你|须|需|务必)确保|(?:一定|必定|肯定)(?:会|能)/u
]
