import * as make from './makers.ts'
import { unchecked, withCyrillic } from './made-values.ts'
import type { SecretText } from './templates.ts'

const phrase = () => make.phrase().join(' ')
const hidden = (kind: SecretText['kind'], ...texts: string[]) =>
  texts.map((text): SecretText => ({ kind, secret: text, text }))

const entity = (text: string) => Array.from(text, (one) => `&#${one.codePointAt(0)};`).join('')
const starred = (text: string) => text.replace(/([a-z])([a-z]{2,})/g, '$1**$2**')

/** Secrets that are readable when rendered but hidden in the source. */
export const disguisedSecrets: SecretText[] = [
  ...hidden(
    'seed_phrase',
    starred(phrase()),
    make
      .phrase()
      .map((word) => word.replace(/^(..)/, '$1\u00ad'))
      .join(' '),
    make
      .phrase()
      .map((word) => `**${word}**`)
      .join(' '),
    make
      .phrase()
      .map((word) => `\`${word}\``)
      .join(' '),
    entity(phrase()),
    `|1|2|3|4|\n|-|-|-|-|\n${[0, 4, 8]
      .map(
        (from) =>
          `|${make
            .phrase()
            .slice(from, from + 4)
            .join('|')}|`
      )
      .join('\n')}\nseed words`,
    `seed: ${withCyrillic(unchecked(12).join(' '))}`,
    `my seed phrase ${unchecked(12)
      .map((word) => Array.from(word).join(' '))
      .join('  ')}`,
    `recovery phrase ${unchecked(12)
      .map((word) => word.replace(/^(..)/, '$1-'))
      .join(' ')}`,
    `助记词 ${unchecked(12)
      .map((word) => word.replaceAll('o', '0').replaceAll('e', '3'))
      .join(' ')}`,
    `mnemonic ${make.wide(unchecked(12).join(' '))}`,
    `seed words: ${unchecked(12)
      .map((word) => `${word}🙂`)
      .join(' ')}`
  ),
  ...hidden(
    'private_key',
    `private key: ${make.hex(32)}\n\n${make.hex(32)}`,
    `p\u200brivate key ${make.interleaved(make.hex(64))}`,
    `рrivаtе kеy: ${make.hex(64)}`,
    `private key ${make.inFours(make.hex(64), '-')}`
  ),
  ...hidden(
    'one_time_code',
    '验证码 4️⃣8️⃣2️⃣9️⃣1️⃣3️⃣',
    '验证码：肆捌贰玖壹叁',
    'the code is 4-8-2-9-1-3',
    '验证码 ④⑧②⑨①③',
    '验&#35777;码 **482**913'
  ),
  ...hidden('password', '资金密&#30721;：4829**13**', 'p&#97;ssword: hunter2**24!**'),
  ...hidden('bank_card', `card ${make.inFours(make.card(), '.')}`, `卡号 ${make.wide(make.card())}`)
]
