import { withoutSpacesInHosts } from './broken-dots.ts'
import { normal } from './normal.ts'
import { seen } from './seen.ts'

/** Letters that can be taken for those of ASCII; Han around an address are none of it. */
const letter = String.raw`[a-z0-9\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}×-]`
/** A dot as it is written by somebody who does not want it to be seen: [.], (dot), " . ", 点. */
const broken = new RegExp(
  String.raw`(?=[ .\[({（【<点點。·•∙‧・])(?<=${letter})(?:[ ]{0,2}[\[({（【<][ ]{0,2}(?:\.|d[o0]t|punkt|点|點|。)[ ]{0,2}[\])}）】>][ ]{0,2}|[ ](?:d[o0]t|点|點)[ ]|[点點。]|[·•∙‧・](?=(?:${endings()})(?!${letter}))|[ ]punkt[ ](?=(?:com|net|org)(?!${letter}))|[ ]{1,2}\.[ ]{0,2}|\.[ ]{1,2}(?=(?:${endings()})(?!${letter})))(?=${letter})`,
  'giu'
)

/** Endings that stand behind a dot and a space only in an address. */
function endings() {
  return 'com|net|org|io|co|cc|me|app|xyz|top|vip|info|pro|site|online|live|shop|club|example|test'
}

/** Begins behind no letter, and each part has an end: nothing is looked through twice. */
const address = new RegExp(
  String.raw`(?<!${letter}|[.])(?:${letter}{1,63}[.])+${letter}{2,24}(?!${letter})(?:[ ]?/[ ]?[\w@%.~+-]{1,100}(?:/[\w@%.~+-]{1,100}){0,4})?`,
  'gu'
)

/** Looks for the dot first, which is seldom there. */
const dotWithin = new RegExp(`[.](?<=${letter}[.])${letter}{2}`, 'u')
const mayHaveDot = /[.。．｡․点點·•∙‧・\u02d9\u066b\u2804\ua4f8]|d[o0]t|punkt/i

/** More are in no text that was written by hand. */
const maxAddresses = 500

/**
 * The addresses that a text names, each once, also where nothing makes a link of them, and where their dots
 * are broken: harb0r.example, t.me/harbor, harbor[.]example. In lower case, without a scheme.
 */
export function writtenAddresses(given: string): string[] {
  if (!mayHaveDot.test(given)) return []
  const texts = [given, seen(given)?.text ?? ''].map(plain)
  return [...new Set(texts.flatMap(addressesIn))].slice(0, maxAddresses)
}

const plain = (text: string) =>
  withoutSpacesInHosts(normal(text).text.toLowerCase()).replace(broken, '.')

function addressesIn(text: string): string[] {
  // Most lines have no dot within a word: they are not looked through letter by letter.
  const lines = text.split('\n').filter((line) => dotWithin.test(line))
  return (lines.join('\n').match(address) ?? []).map((one) => one.replaceAll(' ', ''))
}

/** The hosts of these. */
export const writtenHosts = (given: string): string[] => [
  ...new Set(writtenAddresses(given).map((one) => one.replace(/\/.*/s, '')))
]
