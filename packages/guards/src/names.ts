import { isOneEditApart } from './edits.ts'
import { toSimplified } from './simplified.ts'
import { looseSkeleton } from './skeleton.ts'

/** Whom names are compared with. */
export type NameLists = {
  /** The organisation's own words: brands, products, handles. */
  brands: readonly string[]
  /** Names of those who may act officially. */
  staff: readonly string[]
}

/** Why a name may not be used, and which word it reads as. */
export type NameCollision = { reason: 'reserved' | 'brand' | 'staff'; of: string }

/** Words that nobody but staff may have in a name, alone or beside others. */
const titles = [
  ...['admin', 'administrator', 'official', 'support', 'helpdesk', 'moderator', 'staff'],
  ...['customerservice', 'customersupport', 'customercare', 'helpcenter', 'supportteam', 'sysadmin']
]
/** The same in Chinese, simplified; they stand anywhere in a name. */
const chineseTitles = [
  ...['客服', '官方', '管理员', '管理組', '管理组', '专员', '版主', '工作人员', '技术支持', '站长'],
  ...[
    '安全中心',
    '客户服务',
    '服务中心',
    '风控',
    '财务部',
    '系统通知',
    '系统消息',
    '小助手',
    '运营'
  ]
].map(toSimplified)

/** Characters that pass for those of the titles at a glance. */
const passing: Record<string, string> = {
  ...{ 喀: '客', 愘: '客', 咯: '客', 宫: '官', 倌: '官', 棺: '官', 涫: '官', 菅: '管' },
  ...{ 箮: '管', 琯: '管', 埋: '理', 狸: '理', 圆: '员', 砖: '专', 板: '版', 昄: '版' }
}

/**
 * What a user name reads as, if that is somebody official: one of the titles, the organisation, or a
 * member of staff; in whatever script, case, spelling by look or mixture of traditional characters.
 */
export function collisionOf(name: string, { brands, staff }: NameLists): NameCollision | undefined {
  const chinese = plainChinese(name)
  const title = chineseTitles.find((one) => chinese.includes(one)) ?? latinTitle(name)
  if (title) return { reason: 'reserved', of: title }
  const brand = brands.find((one) => containsBrand(name, one))
  if (brand) return { reason: 'brand', of: brand }
  const member = staff.find((one) => readsAs(name, one))
  return member === undefined ? undefined : { reason: 'staff', of: member }
}

const plainChinese = (name: string) =>
  Array.from(toSimplified(name), (character) => passing[character] ?? character)
    .join('')
    .replace(/[^\p{sc=Han}]/gu, '')

const compact = (text: string) => looseSkeleton(text).replace(/[^\p{L}\p{N}]/gu, '')

/** The parts of a name as they are read: by separators, by capitals, by digits and by script. */
const partsOf = (name: string) =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-')
    .split(/[^\p{L}\p{N}]+|(?<=\p{sc=Han})(?=\P{sc=Han})|(?<=\P{sc=Han})(?=\p{sc=Han})/u)
    .map((part) => compact(part.replace(/(?<=\p{L}{3,})\d+$/u, '')))

const titleKeys = new Map(titles.map((title) => [compact(title), title]))

function latinTitle(name: string): string | undefined {
  const whole = compact(name).replace(/(?<=\p{L}{3,})[\dlo]+$/u, '')
  const named = [...partsOf(name), whole, compact(name)].find((part) => titleKeys.has(part))
  return named === undefined ? undefined : titleKeys.get(named)
}

/** A short brand must be a part of its own, as in addresses: "okx" hides in too much. */
function containsBrand(name: string, brand: string): boolean {
  const han = plainChinese(brand)
  if (han.length >= 2) return plainChinese(name).includes(han)
  const wanted = compact(brand)
  if (wanted.length < 3) return false
  if (wanted.length > 4 && compact(name).includes(wanted)) return true
  return partsOf(name).includes(wanted)
}

function readsAs(name: string, member: string): boolean {
  const read = (text: string) => compact(toSimplified(text))
  const [looks, wanted] = [read(name), read(member)]
  // A number behind it is what is still free of a name that is taken.
  if (looks === wanted || read(withoutNumber(name)) === wanted) return true
  return wanted.length > (/\p{sc=Han}/u.test(wanted) ? 3 : 5) && isOneEditApart(looks, wanted)
}

const withoutNumber = (name: string) => name.replace(/[^\p{L}\p{N}]*\p{N}+$/u, '')
