import { addressOf } from '../addresses.ts'
import { findSecrets } from '../all-secrets.ts'
import { findPhishingPhrases } from '../phishing-phrases.ts'
import { judgeAddress } from '../link-judgement.ts'
import { collisionOf } from '../names.ts'
import { writtenAddresses } from '../written-addresses.ts'
import { apartItems, type ApartItem } from './apart.ts'
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

/** A class of what guards must find, and of what they must let pass, written here and apart from the rules. */
export type GuardClass = {
  name: string
  isFound(item: Item): boolean
  ours: { bad: Item[]; good: Item[] }
  apart: { bad: Item[]; good: Item[] }
}

const items = (texts: readonly string[]): Item[] => texts.map((text) => ({ text }))
const apart = (bad: string, good: string) => ({ bad: apartItems(bad), good: apartItems(good) })
const textsOf = (secrets: { text: string }[]) => items(secrets.map(({ text }) => text))

const lists = { official: ['okx.com', 'harbor.example'], isBlocked: () => false }

export const hasSecret = ({ text }: Item) => findSecrets(text).length > 0

export const hasLookalike = ({ text }: Item) =>
  [...writtenAddresses(text), ...(text.match(/https?:\/\/[^\s<>)\]]+/g) ?? [])].some((one) => {
    const url = addressOf(one)
    return url !== undefined && judgeAddress(url, lists).verdict === 'lookalike'
  })

export const isRefusedName = ({ text, staff = [] }: Item) =>
  collisionOf(text, { brands: ['okx', 'harbor'], staff }) !== undefined

const hasPhishing = ({ text }: Item) => findPhishingPhrases(text).length > 0

const ordinary = items([...innocentTexts, ...innocentTalk])

export const guardClasses: GuardClass[] = [
  {
    name: 'secrets in natural sentences',
    isFound: hasSecret,
    ours: { bad: textsOf([...secretTexts, ...naturalSecrets]), good: ordinary },
    apart: apart('secrets-natural', 'innocent-secrets')
  },
  {
    name: 'disguised secrets',
    isFound: hasSecret,
    ours: { bad: textsOf(disguisedSecrets), good: ordinary },
    apart: apart('secrets-disguised', 'innocent-secrets')
  },
  {
    name: 'look-alike links',
    isFound: hasLookalike,
    ours: { bad: items(lookalikeLinks), good: items(innocentLinks) },
    apart: apart('lookalike-links', 'innocent-links')
  },
  {
    name: 'names',
    isFound: isRefusedName,
    ours: { bad: items(lookalikeNames), good: items(innocentNames) },
    apart: apart('lookalike-names', 'innocent-names')
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
    apart: apart('phishing-phrases', 'innocent-talk')
  }
]
