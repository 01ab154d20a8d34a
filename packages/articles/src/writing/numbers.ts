/** Runs of letters, digits and signs in scripts that part words by spaces. */
const runs =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}.,:/%+−±<>≤≥~-])+/gu
const around = /^[.,:/~]+|[.,:/<>~-]+$/g

/** A lone 一 is left out: it stands for "a" as often as for 1. */
const hanNumerals = /[零〇一二三四五六七八九十百千万萬亿億两兩]{2,}|[二三四五六七八九十百千两兩]/gu

/**
 * Returns the numbers in a text of the form NFKC, each with its sign and with the letters that it
 * stands among: `TRC20` and `ERC20` are two networks.
 */
export function numbersIn(text: string): string[] {
  const words = (text.match(runs) ?? []).filter((run) => /\p{Nd}/u.test(run))
  return [...words.map((word) => word.replace(around, '')), ...(text.match(hanNumerals) ?? [])]
}
