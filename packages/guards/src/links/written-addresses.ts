import { withoutSpacesInHosts } from './broken-dots.ts'
import { normal } from '../text-forms/normal.ts'
import { seen } from '../text-forms/seen.ts'

/** Letters with look-alikes of ASCII; Han around an address do not belong to it. */
const letter = String.raw`[a-z0-9\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}×-]`
/** Broken dots: [.], (dot), " . ", 点. */
const broken = new RegExp(
  String.raw`(?=[ .\[({（【<点點。·•∙‧・])(?<=${letter})(?:[ ]{0,2}[\[({（【<][ ]{0,2}(?:\.|d[o0]t|punkt|点|點|。)[ ]{0,2}[\])}）】>][ ]{0,2}|[ ](?:d[o0]t|点|點)[ ]|[点點。]|[·•∙‧・](?=(?:${endings()})(?!${letter}))|[ ]punkt[ ](?=(?:com|net|org)(?!${letter}))|[ ]{1,2}\.[ ]{0,2}|\.[ ]{1,2}(?=(?:${endings()})(?!${letter})))(?=${letter})`,
  'giu'
)

/** Endings that make an address even after a dot and a space. */
function endings() {
  return 'com|net|org|io|co|cc|me|app|xyz|top|vip|info|pro|site|online|live|shop|club|example|test'
}

/** Starts after a non-letter and has bounded parts, so matching is linear. */
const address = new RegExp(
  String.raw`(?<!${letter}|[.])(?:${letter}{1,63}[.])+${letter}{2,24}(?!${letter})(?:[ ]?/[ ]?[\w@%.~+-]{1,100}(?:/[\w@%.~+-]{1,100}){0,4})?`,
  'gu'
)

/** A fast check for the dot, as most texts have none. */
const dotWithin = new RegExp(`[.](?<=${letter}[.])${letter}{2}`, 'u')
const mayHaveDot = /[.。．｡․点點·•∙‧・\u02d9\u066b\u2804\ua4f8]|d[o0]t|punkt/i

/** More than any text written by hand contains. */
const maxAddresses = 500

/**
 * Lists the addresses in a text without duplicates, also unlinked ones and those with broken dots:
 * harb0r.example, t.me/harbor, harbor[.]example. In lower case, without scheme.
 */
export function writtenAddresses(given: string): string[] {
  if (!mayHaveDot.test(given)) return []
  const texts = [given, seen(given)?.text ?? ''].map(plain)
  return [...new Set(texts.flatMap(addressesIn))].slice(0, maxAddresses)
}

const plain = (text: string) =>
  withoutSpacesInHosts(normal(text).text.toLowerCase()).replace(broken, '.')

function addressesIn(text: string): string[] {
  // Skips lines without a dot inside a word, which are most.
  const lines = text.split('\n').filter((line) => dotWithin.test(line))
  return (lines.join('\n').match(address) ?? []).map((one) => one.replaceAll(' ', ''))
}

/** The hosts of `writtenAddresses`. */
export const writtenHosts = (given: string): string[] => [
  ...new Set(writtenAddresses(given).map((one) => one.replace(/\/.*/s, '')))
]
