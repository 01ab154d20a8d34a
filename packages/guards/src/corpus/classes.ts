import { addressOf } from '../links/addresses.ts'
import { findSecrets } from '../secrets/all-secrets.ts'
import { findPhishingPhrases } from '../phishing/phishing-phrases.ts'
import { judgeAddress } from '../links/link-judgement.ts'
import { collisionOf } from '../names/names.ts'
import { writtenAddresses } from '../links/written-addresses.ts'
import { apartItems, freshItems, isDoubtful, type ApartItem } from './apart.ts'
import { chinesePhishing } from './phishing-chinese.ts'
import { englishPhishing } from './phishing-english.ts'
import { chineseCallsElsewhere } from './calls-chinese.ts'
import { englishCallsElsewhere } from './calls-english.ts'
import { disguisedSecrets } from './disguised-secrets.ts'
import { innocentTalk } from './innocent-talk.ts'
import { innocentTexts } from './innocent.ts'
import { chinesePhishingPhrases } from './phishing-phrases-chinese.ts'
import { englishPhishingPhrases } from './phishing-phrases-english.ts'
import { naturalSecrets } from './natural-secrets.ts'
import { chineseHarmless } from './no-phishing-chinese.ts'
import { englishHarmless } from './no-phishing-english.ts'
import { chineseNoCallsElsewhere } from './no-calls-chinese.ts'
import { englishNoCallsElsewhere } from './no-calls-english.ts'
import { ordinaryQuestions } from './ordinary-questions.ts'
import { innocentLinks, innocentNames, lookalikeLinks, lookalikeNames } from './own-addresses.ts'
import { secretTexts } from './secrets.ts'
import { reportsOfPhishing } from './phishing-reports.ts'

type Item = Omit<ApartItem, 'note'>

export type Sample = { bad: Item[]; good: Item[] }

/**
 * A class of texts that guards must find, with texts they must let pass; our own and those written
 * without knowing the rules.
 */
export type GuardClass = {
  name: string
  isFound(item: Item): boolean
  ours: Sample
  apart: Sample
  /** Written later, also without knowing the rules. */
  fresh: Sample
  /** Fresh texts for which another decision is acceptable. */
  doubtful: Sample
}

const items = (texts: readonly string[]): Item[] => texts.map((text) => ({ text }))

function writtenApart(bad: string, ...good: string[]) {
  const [badLater, goodLater] = [freshItems(bad), good.flatMap(freshItems)]
  const isCertain = (item: ApartItem) => !isDoubtful(item)
  return {
    apart: { bad: apartItems(bad), good: good.flatMap((name) => apartItems(name)) },
    fresh: { bad: badLater.filter(isCertain), good: goodLater.filter(isCertain) },
    doubtful: { bad: badLater.filter(isDoubtful), good: goodLater.filter(isDoubtful) }
  }
}

const textsOf = (secrets: { text: string }[]) => items(secrets.map(({ text }) => text))

const lists = {
  official: ['okx.com', 'harbor.example', 'harbor.com', 'stoa.example'],
  isBlocked: () => false
}

export const hasSecret = ({ text }: Item) => findSecrets(text).length > 0

export const hasLookalike = ({ text }: Item) =>
  [...writtenAddresses(text), ...(text.match(/https?:\/\/[^\s<>)\]]+/g) ?? [])].some((one) => {
    const url = addressOf(one)
    return url !== undefined && judgeAddress(url, lists).verdict === 'lookalike'
  })

export const isRefusedName = ({ text, staff = [] }: Item) =>
  collisionOf(text, { brands: ['okx', 'harbor', 'stoa'], staff }) !== undefined

const hasPhishing = ({ text }: Item) => findPhishingPhrases(text).length > 0

const ordinary = items([...innocentTexts, ...innocentTalk])

export const guardClasses: GuardClass[] = [
  {
    name: 'secrets in natural sentences',
    isFound: hasSecret,
    ours: { bad: textsOf([...secretTexts, ...naturalSecrets]), good: ordinary },
    ...writtenApart('secrets-natural', 'innocent-secrets', 'innocent-notices')
  },
  {
    name: 'disguised secrets',
    isFound: hasSecret,
    ours: { bad: textsOf(disguisedSecrets), good: ordinary },
    ...writtenApart('secrets-disguised', 'innocent-secrets', 'innocent-notices')
  },
  {
    name: 'look-alike links',
    isFound: hasLookalike,
    ours: { bad: items(lookalikeLinks), good: items(innocentLinks) },
    ...writtenApart('lookalike-links', 'innocent-links')
  },
  {
    name: 'names',
    isFound: isRefusedName,
    ours: { bad: items(lookalikeNames), good: items(innocentNames) },
    ...writtenApart('lookalike-names', 'innocent-names')
  },
  {
    name: 'contact bait',
    isFound: hasPhishing,
    ours: {
      bad: items([
        ...chinesePhishing,
        ...englishPhishing,
        ...chinesePhishingPhrases,
        ...englishPhishingPhrases,
        ...chineseCallsElsewhere,
        ...englishCallsElsewhere
      ]),
      good: items([
        ...chineseHarmless,
        ...englishHarmless,
        ...reportsOfPhishing,
        ...ordinaryQuestions,
        ...chineseNoCallsElsewhere,
        ...englishNoCallsElsewhere
      ])
    },
    ...writtenApart('phishing-phrases', 'innocent-talk', 'innocent-notices')
  }
]
