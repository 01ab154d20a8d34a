import { chineseOffices, duties, units } from './offices.ts'
import {
  chineseTitles,
  harmless,
  harmlessAlone,
  harmlessChinese,
  titles,
  unmistakable
} from './official-titles.ts'
import { compact, partsOf, plainChinese, plainHan, squeezed, typed } from './spellings.ts'
import { pinyinOf } from '../text-forms/pinyin.ts'

/** The official title or office that a name reads as, or undefined. */
export const titleOf = (spellings: readonly string[]): string | undefined =>
  first(spellings, (name) => titleIn(plainChinese(name)) ?? mixedTitle(name) ?? latinTitle(name))

const first = <T>(spellings: readonly string[], find: (name: string) => T | undefined) =>
  spellings.map(find).find((found) => found !== undefined)

function titleIn(chinese: string): string | undefined {
  const left = chinese.replace(harmlessChinese, ' ')
  return chineseTitles.find((one) => left.includes(one)) ?? chineseOffices.exec(left)?.[0]
}

const mixedTitles = new RegExp(chineseTitles.map(typed).join('|'), 'gu')

/** A Chinese title of which some characters are typed in Latin letters: 客fu. */
function mixedTitle(name: string): string | undefined {
  const found = compact(plainHan(name)).match(mixedTitles) ?? []
  return found.find((title) => /\p{sc=Han}/u.test(title) && /\P{sc=Han}/u.test(title))
}

const titleKeys = new Map(
  [...titles, ...chineseTitles.filter(({ length }) => length > 2).flatMap(pinyinOf)].map(
    (title) => [squeezed(title), title]
  )
)
const unmistakableKeys = new Map(unmistakable.map((title) => [squeezed(title), title]))
const harmlessKeys = new RegExp(
  [...harmless.map(squeezed), ...harmlessAlone.map((word) => `^${squeezed(word)}$`)].join('|'),
  'g'
)
const oneOf = (words: ReadonlyMap<string, string>) => `(${[...words.keys()].join('|')})s?`
const [dutyKeys, unitKeys] = [duties, units].map(
  (words) => new Map(words.map((word) => [squeezed(word), word]))
) as [Map<string, string>, Map<string, string>]
const office = new RegExp(`^${oneOf(dutyKeys)}${oneOf(unitKeys)}$`)

function latinTitle(name: string): string | undefined {
  const whole = squeezed(name).replace(/(?<=\p{L}{3,})[\dlo]+$/u, '')
  const left = squeezed(name).replace(harmlessKeys, ' ')
  const parts = partsOf(name).map(squeezed)
  const named = [...parts, whole, squeezed(name)].find(
    (part) => titleKeys.has(part) && left.includes(part)
  )
  if (named !== undefined) return titleKeys.get(named)
  const [, within] = [...unmistakableKeys].find(([key]) => left.includes(key)) ?? []
  return within ?? officeIn(parts)
}

/** A duty and a unit in one part of a name or in neighbouring ones. */
function officeIn(parts: readonly string[]): string | undefined {
  const neighbours = parts
    .flatMap((_, at) => [1, 2, 3].map((count) => parts.slice(at, at + count).join('')))
    .filter((words) => words.replace(harmlessKeys, '') !== '')
  const [, duty = '', unit = ''] =
    first(neighbours, (words) => office.exec(words) ?? undefined) ?? []
  return duty ? `${dutyKeys.get(duty)} ${unitKeys.get(unit)}` : undefined
}
