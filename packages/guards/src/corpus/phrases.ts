import * as make from './makers.ts'
import { bare, every, inChinese, inEnglish } from './templates.ts'

const numbered = (words: string[]) => words.map((word, at) => `${at + 1}. ${word}`)

const phrases = every(
  'seed_phrase',
  [
    () => make.phrase().join(' '),
    () => make.phrase('english', 15).join(', '),
    () => make.phrase('english', 18).join('-'),
    () => make.phrase('english', 21).join('\n'),
    () => make.phrase('english', 24).join(' '),
    () => make.phrase('english', 24).join(' ').toUpperCase(),
    () => numbered(make.phrase()).join('\n'),
    () => numbered(make.phrase('english', 24)).join('  '),
    () => make.phrase().join(''),
    () => make.wide(make.phrase().join(' ')),
    () => make.interleaved(make.phrase().join(' ')),
    () => make.phrase('simplified').join(' '),
    () => make.phrase('simplified', 24).join('\u3000'),
    () => make.phrase('simplified', 18).join('、'),
    () => numbered(make.phrase('simplified')).join(' '),
    () => make.phrase('simplified', 24).join(''),
    () => make.phrase('traditional').join(' '),
    () => make.phrase('traditional', 24).join(','),
    () => make.phrase('traditional', 15).join('')
  ],
  [bare, inEnglish, inChinese]
)

const introduced = every(
  'seed_phrase',
  [() => make.phrase().join(' '), () => make.phrase('english', 24).join(' ')],
  [
    (secret) => `my seed phrase is ${secret} please recover my wallet`,
    (secret) => `Recovery phrase: "${secret}"`,
    (secret) => `我的助记词是${secret}，钱包打不开了`
  ]
)

const chinese = every(
  'seed_phrase',
  [() => make.phrase('simplified').join(''), () => make.phrase('simplified', 24).join('')],
  [(secret) => `助记词：${secret}`, (secret) => `我的助记词是${secret}。怎么导入？`]
)

/** Texts with a seed phrase. */
export const phraseTexts = [...phrases, ...introduced, ...chinese]
