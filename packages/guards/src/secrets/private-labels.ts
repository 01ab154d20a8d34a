import { normal } from '../text-forms/normal.ts'
import { labelWords } from './label-words.ts'

/** Labels of secrets. Those of one-time codes and cards match too many innocent words alone. */
const secret = [
  ...labelWords.phrase,
  ...labelWords.totp,
  ...labelWords.backup,
  ...labelWords.password,
  ...labelWords.identity,
  ...labelWords.passport,
  ...labelWords.api,
  ...labelWords.key,
  labelWords.code[0],
  '(?:[短简簡][信訊]|动态|動態|邮箱|手机|手機)?[验驗][证證][码碼]|cvv|card (?:number|no)|卡[号號]'
]

/** Labels of what names a person or an account, or of where to reach or pay somebody. */
const personal = [
  '(?<![a-z])(?:uid|(?:user|member|customer|account|login|client) ?(?:id|name|no\\.?|number))(?![a-z])',
  '(?:[账帳賬][号號]|(?:[账帳賬用][户戶]|使用者|[会會][员員])(?:id|[号號]|名|[编編][号號]))(?!类型|類型|等级|等級)',
  '(?<![a-z])(?:(?:tele)?phone|mobile|cell)(?: (?:number|no\\.?))|^(?:my |your )?(?:tele)?(?:phone|mobile)$',
  '手[机機][号號門门]|[电電][话話]|[门門][号號]|[联聯][系繫絡络](?:方式|人)|微信|whats ?app|telegram|(?<![a-z])(?:qq|line id|wechat)(?![a-z])',
  '(?<![a-z])e-?mail(?! (?:type|provider))|[邮郵][箱件]|信箱',
  '(?<![a-z])addresse?s?(?![a-z])|地址|住址',
  '(?:real|full|legal|first|last|family) name|姓名|(?<![a-z])(?:birthday|date of birth)|生日|出生'
]

const isPrivate = new RegExp([...secret, ...personal].join('|'), 'iu')

/**
 * True if a field of a public form with this label would ask for what belongs into no post: secrets,
 * names of people and accounts, identity papers, and where to reach or pay somebody.
 */
export const asksForPrivateData = (label: string): boolean =>
  isPrivate.test(normal(label).text.trim())
