import { brandNamed, carriesBrand } from '../links/brands.ts'
import { isOneEditApart } from '../edits.ts'
import {
  compact,
  kept,
  partsOf,
  plainChinese,
  plainHan,
  squeezed,
  typed,
  withLetters,
  withoutNumber
} from './spellings.ts'
import { pinyinOf } from '../text-forms/pinyin.ts'
import { toSimplified } from '../text-forms/simplified.ts'
import { titleOf } from './title-in-name.ts'

/** Names that user names are compared with. */
export type NameLists = {
  /** The organisation's own words: brands, products, handles. */
  brands: readonly string[]
  /** Names of staff. */
  staff: readonly string[]
}

/** Why a name is refused, and which word it resembles. */
export type NameCollision = { reason: 'reserved' | 'brand' | 'staff'; of: string }

/** Names are shorter; of a longer text, only the beginning is checked. */
const maxLength = 200

/**
 * Returns what a user name could be mistaken for: an official title, the organisation or a member
 * of staff, in any script, case, look-alike spelling or mix of traditional characters.
 */
export function collisionOf(
  given: string,
  { brands, staff }: NameLists
): NameCollision | undefined {
  const name = given.slice(0, maxLength)
  const spellings = [...new Set([name, withLetters(name)])]
  const title = titleOf(spellings)
  if (title) return { reason: 'reserved', of: title }
  const brand = brands.find((one) => spellings.some((spelling) => containsBrand(spelling, one)))
  if (brand) return { reason: 'brand', of: brand }
  const member = staff.find((one) => readsAs(name, one))
  return member === undefined ? undefined : { reason: 'staff', of: member }
}

/** As in addresses, a common word counts as the brand only alone or beside a support word. */
function containsBrand(name: string, brand: string): boolean {
  const han = plainChinese(brand)
  if (han.length >= 2)
    return (
      plainChinese(name).includes(han) ||
      pinyinOf(han).some((pinyin) => isMadeOf(name, compact(pinyin))) ||
      new RegExp(typed(han), 'u').test(compact(plainHan(name)))
    )
  const known = brandNamed(brand)
  const wanted = compact(brand)
  if (wanted.length < 3) return false
  if (compact(withoutNumber(name)) === wanted || isMadeOf(name, wanted)) return true
  if (wanted.length > 3 && squeezed(withoutNumber(name)) === squeezed(wanted)) return true
  const parts = name.replace(
    /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{sc=Han})(?=\P{sc=Han})|(?<=\P{sc=Han})(?=\p{sc=Han})/gu,
    '-'
  )
  return (
    carriesBrand(parts, { ...known, looks: wanted }) ||
    carriesBrand(inOne(name, wanted), { ...known, looks: wanted }, name)
  )
}

/**
 * Removes separators between letters; for a short brand only between fragments of it:
 * o.k.x.service.
 */
function inOne(name: string, { length }: string): string {
  if (length > 5) return name.replace(/[^\p{L}\p{N}]/gu, '')
  const piece = `[\\p{L}\\p{N}]{1,${length - 1}}`
  const between = `(?<=(?<![\\p{L}\\p{N}])${piece})[^\\p{L}\\p{N}]+(?=${piece}(?![\\p{L}\\p{N}]))`
  return name.replace(new RegExp(between, 'gu'), '')
}

/** Words that add nothing to a brand: "my-harbor", "the_real_okx". */
const fillers = new Set(
  [
    ...[
      'my',
      'the',
      'real',
      'true',
      'its',
      'im',
      'iam',
      'vip',
      'pro',
      'hq',
      'inc',
      'ltd',
      'com',
      'io'
    ],
    ...[
      'cs',
      'kf',
      'gf',
      'hr',
      'ops',
      'ceo',
      'cto',
      'cfo',
      'coo',
      'founder',
      'team',
      'news',
      'info'
    ],
    ...['global', 'cn', 'hk', 'tw', 'us', 'uk', 'eu', 'app', 'bot']
  ].map(compact)
)

const isMadeOf = (name: string, wanted: string) => {
  const parts = partsOf(name).filter((part) => part !== '' && !/^\d+$/.test(part))
  return parts.includes(wanted) && parts.every((part) => part === wanted || fillers.has(part))
}

/** Minimum length of a name for which one edit still resembles it: linwen is not linwei. */
const [shortestLatin, shortestHan] = [7, 3]
/** For a letter that stands twice, or two that are swapped. */
const shortestSlip = 5

const read = kept((text) => compact(commonHan(toSimplified(text))))

/** True if a name could be mistaken for that of a member of staff. */
export function readsAs(name: string, member: string): boolean {
  const [looks, wanted] = [read(name), read(member)]
  const forms = [looks, read(withoutNumber(name))]
  return forms.some((one) => one === wanted || isSlip(one, wanted) || isNearly(one, wanted))
}

const isSlip = (one: string, wanted: string) =>
  Math.min(one.length, wanted.length) >= shortestSlip &&
  isOneEditApart(one, wanted) &&
  (sortedLetters(one) === sortedLetters(wanted) || squeezed(one) === squeezed(wanted))

const sortedLetters = (text: string) => Array.from(text).sort().join('')

function isNearly(one: string, wanted: string): boolean {
  const shortest = /\p{sc=Han}/u.test(wanted) ? shortestHan : shortestLatin
  return Math.min(one.length, wanted.length) >= shortest && isOneEditApart(one, wanted)
}

// Groups of a common character, followed by its variants and look-alikes.
const groups =
  '明朙眀 峰峯 哲喆 坤堃 宁甯寗 升昇陞 群羣 杰傑 略畧 够夠 强強彊 晋晉 宴讌 叶葉 荣榮 仙僊 线綫 泪淚 炮砲 窗窓 岩巖嵒 野埜 秋秌 和龢咊 丽麗 春旾 花芲 国囯囻 法灋 德徳悳 静静靜 青靑 清淸 高髙 吕呂 真眞 黄黃 户戸 温溫 卫衞 录録 吴吳呉 兑兌 产産 颜顔 为爲 于於 日曰 末未 己已巳 土士 人入 干千 戊戌戍 免兔 侯候 治冶 祖袓 颖颕 刀刁 天夭 王玊'
const common = new Map(
  groups
    .split(' ')
    .flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const))
)

/** Replaces variants of Chinese characters by the common one: 李眀 becomes 李明. */
const commonHan = (text: string): string =>
  Array.from(text, (character) => common.get(character) ?? character).join('')
