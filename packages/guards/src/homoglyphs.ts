// Letters of other alphabets that nobody tells from those of ASCII. The whole table of Unicode is too large
// for a browser, and takes "1" and "m" for other letters.
const pairs =
  'аaвbсcԁdеeҽeһhіiјjκkкkмmоoрpԛqгrѕsтtυuνvԝwхxуyАAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoρpιiɑaɡgıiⅼlѵvƽsօoոnսuհhцuпnбbɩiɪiᴄcᴏoᴠvᴡwᴢzѡwհhղnքpոnյjցgӏlʟlɴnʀrꜱsᴛtᴜuᴋkᴍmᴘpᴇeᴅdʙbᴀaɢgʜhᴊj'
const looks = new Map(
  Array.from(pairs.matchAll(/(.)(.)/gsu), ({ 1: like = '', 2: letter = '' }) => [like, letter])
)
const strange =
  /[\u0131\u0251-\u0299\u029c-\u02a1\u0370-\u03ff\u0400-\u058f\u1d00-\u1d22\ua730\ua731\u217c\u01bd]/
const word = /[\p{L}\p{M}]+/gu

/**
 * A text of the same length in which words that mix alphabets, or whose every letter passes for one of ASCII,
 * are written in ASCII, labels with digits for letters in letters, and Chinese digits as digits.
 */
export function plainLetters(text: string): string {
  return inAscii(text)
    .replace(disguised, (letters) =>
      label.test(withoutDigits(letters, 'i')) ? withoutDigits(letters, 'i') : letters
    )
    .replace(numerals, (digits) => Array.from(digits, (one) => valueOf(one)).join(''))
}

/** The same of alphabets only: Теlеgrаm with letters of Cyrillic is Telegram. */
export const inAscii = (text: string): string =>
  strange.test(text)
    ? text.replace(word, (letters) => (strange.test(letters) ? asciiOf(letters) : letters))
    : text

/** A word with a digit or a sign in it. */
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

/** A word in which digits and signs stand for letters: p4ssw0rd → password; `1` is an l, or else an i. */
export const withoutDigits = (word: string, one: 'l' | 'i'): string =>
  word.replace(/[\d$@]/g, (sign) => (sign === '1' ? one : (digits[sign] ?? sign)))
