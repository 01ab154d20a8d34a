import { either, oneOf } from './phishing-patterns.ts'
import { recommends, told, withoutQuoted } from './phishing-reports.ts'

const notTo = `(?:不要|不能|不会|别|勿)${oneOf('再|随便|轻易|乱|去|和|跟|给|把|在|通过|主动|任何|相信')}{0,3}`
const toDo = oneOf('信|加|私|理|点|联系|转|扫|回|填|告诉|泄露|索要|要求|上当|提供|下载')
const never = "\\b(?:don'?t|do not|never)(?: ever)? "
const trust = oneOf(
  'trust|add|reply(?! (?:here|below|in this|to this))|click|send|share|give|answer|contact|believe|pay|respond|message|text|dm|pm',
  'talk|write|call|scan|join|follow|fall|enter|type|open|install|download'
)

/**
 * Tells readers not to do something. "不要着急" and "don't worry" are excluded, as phishing phrases use
 * them.
 */
const forbids = either(`${notTo}${toDo}`, `${never}${trust}\\b`)

const notDenied = '(?<!\\b(?:no|not|not an?|without|zero|never an?|100%) )'
const fraud = '(?:scam(?:s|mers?)?\\b|scammed (?:me|us|by)\\b|fraud|phish|fake)'

/**
 * Mentions fraud, as warnings do. Being a victim does not count, as phishing phrases address
 * victims.
 */
const speaksOfFraud = either(
  '(?<!不是)骗子|骗局|诈骗|钓鱼|盗号|仿冒|小心|警惕|当心|谨防|举报|假(?:的|客服|冒)',
  `${notDenied}\\b${fraud}`,
  'beware|careful|warning|watch out|stay away|suspicious'
)

const writeMe = '(?:dm|pm|inbox|text|message|msg|contact|reach|write|whatsapp|ping|add|call)'

/** Offers a contact or help, which no warning does. */
const offers = either(
  '加我|找我|联系我|私聊?我(?!们)|私[聊信讯](?:粉专|小编)|滴我|我(?:可以|能)?(?:来?帮|教)',
  '我的?(?:微信|电报|v信|vx|qq|tg)|带你|帮你',
  `\\b${writeMe} (?:to |out to )?me\\b`,
  '\\b(?:i|we) (?:can|could|will|am able to) (?:\\w+ )?help|helped me',
  '\\bmy (?:telegram|tg|whats ?app|signal|discord|line)\\b',
  'thanks to|hit me up|\\bhmu\\b'
)

const addsApp = /加(?:v|微|薇)/u
/** Lists the steps of a fraud, which include names of apps. */
const listsSteps =
  /[骗诈][^。！？!?\n]{0,6}(?:套路|手法|话术|流程|剧本|步骤|特征)[^。！？!?\n]{0,8}[1①一][.、)]/u

/** A longer text with a phishing phrase may warn of something else. */
const maxLength = 600

/**
 * True if a text is a warning, a report or a question about phishing, not phishing itself.
 * @param text simplified and in lower case
 */
export function warnsOfPhishing(text: string): boolean {
  if (text.length >= maxLength) return false
  const own = ownWords(text)
  if (offers.test(own) || recommends.test(own)) return false
  if (addsApp.test(own) && !listsSteps.test(text)) return false
  return told.test(text) || forbids.test(text) || speaksOfFraud.test(text)
}

/**
 * The clauses that neither report nor forbid something. In "don't pay anybody else, contact me" and
 * "somebody told me to wait, contact me", the rest is a phishing phrase.
 */
const ownWords = (text: string) =>
  withoutQuoted(text)
    .split(/[，,。.!！?？;；:：\n]/)
    .filter((part) => !forbids.test(part) && !told.test(part))
    .join('\n')
