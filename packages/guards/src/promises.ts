import { toSimplified } from './simplified.ts'

const count = '(?:\\d+|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|sixty|a few)'
const unit = '(?:business |working )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)'
const span = `${count}(?:\\s*(?:to|-|–|or)\\s*${count})?\\s*${unit}`
const assets = '(?:funds?|assets?|coins?|money|balances?|wallets?|deposits?|holdings|data)'
const wealth = '(?:资金|资产|余额|存款|币|账户|帐户|钱包|数据)'
const number = '[\\d一二两三四五六七八九十半几数]+'
const length = `${number}\\s*个?(?:多)?(?:秒钟?|分钟|小时|钟头|天|日|工作日|周|星期)`

/** What an organisation likes to say while it does not know yet, in English and simplified Chinese. */
const promises: readonly RegExp[] = [
  // That nothing is lost.
  new RegExp(
    `(?<!\\bto (?:keep|protect)\\b.{0,12})\\b${assets}\\b.{0,60}\\b(?:safe|secure|protected|intact|unaffected|SAFU)\\b`,
    'iu'
  ),
  new RegExp(`\\b${assets}\\b.{0,40}\\bnot (?:be )?(?:affected|at risk|lost)\\b`, 'iu'),
  new RegExp(`\\bno (?:user |customer )?${assets}\\b.{0,30}\\b(?:lost|affected|at risk)\\b`, 'iu'),
  new RegExp(`${wealth}.{0,8}(?:不受|未受|不会受)(?:到)?.{0,4}影响`, 'u'),
  new RegExp(
    `${wealth}.{0,12}(?:不会|没有|未|无)(?:有|造成|产生|发生|任何)*.{0,2}(?:损失|丢失|风险)`,
    'u'
  ),
  // "For the safety of your funds" says why, and is none.
  new RegExp(
    `(?<![为出注提威危涉事关][^，。；]{0,8})${wealth}(?:都|均|是|很|绝对|完全|仍然?|依然)*安全`,
    'u'
  ),
  /(?:敬请|请您?|请你|尽管|大可)放心/u,
  // When it ends.
  new RegExp(
    `\\b(?:within|in|in under|in less than|in about|up to)(?: the)?(?: next)? ${span}`,
    'iu'
  ),
  new RegExp(`\\bevery ${count}? ?(?:minutes?|hours?|days?)\\b`, 'iu'),
  /\bby (?:tomorrow|tonight|midnight|noon|the end of (?:the|this) (?:day|week))\b/iu,
  new RegExp(
    `(?<!(?:过去|最近|近|此前|前)的?[\\s\\d一二两三四五六七八九十半几数]*)${length}(?:之内|以内|内|左右)`,
    'u'
  ),
  new RegExp(`${length}(?:之后|以后|后).{0,8}(?:恢复|解决|完成|到账|修复|开放|正常)`, 'u'),
  new RegExp(`每隔?\\s*(?:${number})?\\s*个?(?:分钟|小时|天)`, 'u'),
  /(?:今[天日]|今晚|明[天日早]|本周).{0,10}(?:恢复|解决|完成|到账|修复)/u,
  // What is done about it.
  /\b(?:we|it|they|you|everybody|everyone|all)\b.{0,30}\bwill (?:all )?(?:be )?(?:fully )?(?:refunded?|compensated?|reimbursed?|credited|restored|resolved|fixed)\b/iu,
  /\b(?:we|i) (?:can |will |do )?(?:guarantee|promise|assure|ensure)\b|\b(?:is|are) guaranteed\b/iu,
  /(?:全额|足额|全部|百分之百|100%)(?:赔付|赔偿|补偿|退还|退款|返还)|(?:会|将)(?:予以|给予)?(?:赔付|赔偿|补偿)/u,
  /(?<!不|不能|无法|未|没有|从不|不会)(?:保证|承诺)|(?<!请|请您|请你|须|需|务必)确保|(?:一定|必定|肯定)(?:会|能)/u
]

const sentences = new Intl.Segmenter('zh', { granularity: 'sentence' })

/**
 * The first sentence that promises something: that funds are safe, when it works again, what will be
 * paid back. For texts that are written before anybody knows, such as templates.
 * @returns undefined where there is none; a blank in place of a number or a time is none
 */
export function findPromise(text: string): string | undefined {
  for (const { segment } of sentences.segment(text.replace(/[*_`~]/gu, ''))) {
    const read = toSimplified(segment.normalize('NFKC'))
    if (promises.some((promise) => promise.test(read))) return segment.trim()
  }
  return undefined
}
