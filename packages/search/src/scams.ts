import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { typedText, type Query } from './query.ts'
import { oneOf } from './tsquery.ts'

// Words of reports of scams and of warnings, in the title or tags. Guides that help against them
// have an anti-phishing code.
const words =
  '诈骗 詐騙 骗子 騙子 骗局 騙局 被骗 被騙 钓鱼邮件 钓鱼网站 钓鱼短信 釣魚郵件 釣魚網站 釣魚簡訊 假客服 假公告 冒充 杀猪盘 殺豬盤 ' +
  'scam scams scammed scammer scammers phishing vishing fake fraud impersonator'
const list = words.split(' ')

const pattern = `(?<!anti-)(?:${list.join('|')})`
const reported = new RegExp(pattern, 'iu')
// Also calls, what callers speak of, and what is gone afterwards.
const others =
  '骗|騙|钓鱼|釣魚|假的|电话|電話|来电|來電|安全账户|安全帳戶|被盗|盗号|\\bcall(?:s|ed)?\\b|safe account|hacked'
const asked = new RegExp(`${pattern}|${others}`, 'iu')

/** Whether a query asks for reports of scams. */
export const asksForScams = (query: Query): boolean => asked.test(typedText(query))

/**
 * Whether title and tags, as one text, are those of a report of a scam. PostgreSQL would take longer
 * for this than for the search.
 */
export const isOfScam = (labels: string): boolean => reported.test(labels)

/** Expression for whether the `tsvector` of a title is that of a report of a scam. */
export const isTitleOfScam = (vector: SQLWrapper): SQL =>
  sql`${vector} @@ ${oneOf(list.map((text) => ({ text, isQuoted: true })))}::tsquery`
