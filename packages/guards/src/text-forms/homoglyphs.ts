// Letters of other alphabets that look exactly like ASCII. Unicode's own table is too large for a
// browser, and maps "1" and "m" to other letters.
const pairs =
  'аaвbсcԁdеeҽeһhіiјjκkкkмmоoрpԛqгrѕsтtυuνvԝwхxуyАAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoρpιiɑaɡgıiⅼlѵvƽsօoոnսuհhцuпnбbɩiɪiᴄcᴏoᴠvᴡwᴢzѡwհhղnքpոnյjցgӏlʟlɴnʀrꜱsᴛtᴜuᴋkᴍmᴘpᴇeᴅdʙbᴀaɢgʜhᴊj'
const looks = new Map(
  Array.from(pairs.matchAll(/(.)(.)/gsu), ({ 1: like = '', 2: letter = '' }) => [like, letter])
)
const strange =
  /[\u0131\u0251-\u0299\u029c-\u02a1\u0370-\u03ff\u0400-\u058f\u1d00-\u1d22\ua730\ua731\u217c\u01bd]/
const word = /[\p{L}\p{M}]+/gu

/**
 * Replaces look-alikes by ASCII in words that mix alphabets or consist of look-alikes only, digits
 * by letters in labels, and Chinese digits by digits. The length stays the same.
 */
export function plainLetters(text: string): string {
  return inAscii(text)
    .replace(disguised, (letters) =>
      label.test(withoutDigits(letters, 'i')) ? withoutDigits(letters, 'i') : letters
    )
    .replace(numerals, (digits) => Array.from(digits, (one) => valueOf(one)).join(''))
}

/** Replaces letters of other alphabets only: Теlеgrаm with Cyrillic letters becomes Telegram. */
export const inAscii = (text: string): string =>
  strange.test(text)
    ? text.replace(word, (letters) => (strange.test(letters) ? asciiOf(letters) : letters))
    : text

/** A word that contains a digit or sign. */
const disguised = /(?<![\w$@])[a-z]{1,10}[\d$@][a-z\d$@]{0,10}(?![\w$@])/gi
const label =
  /^(?:api|passwords?|passphrase|passcode|seed|phrase|private|key|secret|code|recovery|mnemonic|backup|verification)$/i

const chinese = '零〇一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖'
const values = '00123456789122334566789'
const numerals = new RegExp(
  `(?<![十百千万萬亿億第${chinese}])[${chinese}]{4,24}(?![十百千万萬亿億${chinese}])`,
  'g'
)
const valueOf = (numeral: string) => values[chinese.indexOf(numeral)] ?? numeral

function asciiOf(letters: string): string {
  const plain = Array.from(letters, (letter) => looks.get(letter) ?? letter).join('')
  return /^[\x00-\x7f]+$/.test(plain) ? plain : letters
}

const digits: Record<string, string> = {
  0: 'o',
  1: 'l',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  $: 's',
  '@': 'a'
}

/**
 * Replaces digits and signs that stand for letters: p4ssw0rd → password; `one` is the letter for
 * `1`.
 */
export const withoutDigits = (word: string, one: 'l' | 'i'): string =>
  word.replace(/[\d$@]/g, (sign) => (sign === '1' ? one : (digits[sign] ?? sign)))
