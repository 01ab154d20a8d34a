import { findPhones } from './contacts.ts'

const mailHosts = 'gmail|outlook|hotmail|yahoo|proton(?:mail)?|163|126|qq|foxmail|yandex|mail'
const at = '(?: ?@ ?| ?[\\[(]at[\\])] ?)'
const dot = '(?: ?\\. ?| ?[\\[(]dot[\\])] ?)'
const mailbox = new RegExp(
  `(?<![\\w.+-])[\\w.+-]{3,40}${at}(?:${mailHosts})${dot}(?:com|me|ru|net)`,
  'gu'
)

/**
 * True if a text contains a phone number or a private mailbox that is not called the writer's own
 * account here.
 */
export const givesContact = (text: string): boolean =>
  [...findPhones(text), ...findMailboxes(text)].some(({ start }) => !isOfAccount(text, start))

function findMailboxes(text: string): { start: number }[] {
  if (!/@|[[(]at[\])]/.test(text)) return []
  return Array.from(text.matchAll(mailbox), ({ index }) => ({ start: index }))
}

const ofAccount = new RegExp(
  [
    '\\b(?:chang|switch|updat|regist|link|verif)\\w* (?:with |to |from )?my [^.,!?\\n]{0,40}$',
    '\\bmy (?:(?:account|login|registered)[^.,!?\\n]{0,12}|e-?mail(?: address)?(?: at)?)[^.,!?\\n]{0,2}$',
    '(?:换|改|绑定?|注册|原|旧)了?的?(?:手机|邮箱)?(?:号码?|手机|电话|地址|邮箱)[^，。！？,!?\\n]{0,8}$',
    '我的(?:注册邮箱|登录邮箱|账号|账户)[^，。！？,!?\\n]{0,4}$'
  ].join('|'),
  'u'
)

const isOfAccount = (text: string, start: number) =>
  ofAccount.test(text.slice(Math.max(0, start - 60), start))
