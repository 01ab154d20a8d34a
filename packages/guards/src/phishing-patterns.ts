/** Ways to lead readers out of the public forum, where the fraud happens. */
export const phishingKinds = ['contact', 'recovery', 'private'] as const
export type PhishingKind = (typeof phishingKinds)[number]

/**
 * A kind with its alternatives. Each matches a bounded number of characters, so none can be made
 * slow.
 */
export type PhishingPattern = [PhishingKind, ...ways: string[]]

/** A pattern that matches any of the alternatives. */
export const either = (...ways: string[]) => new RegExp(ways.join('|'), 'u')

/** The same as a part of a pattern. */
export const oneOf = (...ways: string[]) => `(?:${ways.join('|')})`

const lookAlikes: Record<string, string> = {
  a: '[a4]',
  e: '[e3]',
  i: '[il1]',
  l: '[l1i]',
  o: '[o0]'
}

/** A name as evaders write it: with digits for letters, or with a sign between the letters. */
const spelt = (name: string) =>
  Array.from(name, (letter) => lookAlikes[letter] ?? letter).join('[ ._*❤-]?')

const evaded = ['telegram', 'whatsapp', 'signal', 'wechat', 'weixin', 'line', 'skype', 'discord']

// 赖 stands for LINE in Taiwan, and is part of common words.
const inHan = oneOf(
  '微信|绿泡泡|绿泡(?!茶)|绿(?:色)?(?:软件|聊天|app)|[薇威徽维围韦嶶溦巍胃葳](?:信(?!号)|芯|心(?![态情理得思愿意脏中])|讯(?!号))|微x|薇x|[薇微威v][❤♥]|v信|卫星号|土豆(?= ?[:：a-z])|(?<![依信无抵耍仰百])赖(?![以于在账皮])',
  '扣扣|企鹅|电报|纸[飞灰]机|小飞机|飞机|灰机|蝙蝠|抖音|钉钉|脸书|密聊'
)
const inLetters = oneOf(
  'v[ .]?x|w[ .]?x|weix|q ?q|t[ .]?g|tele|wa|kik|instagram|ig|insta|snap(?:chat)?|disc|zangi|viber|kakao(?:talk)?|zalo|threema|icq|wickr|safew|hangouts?|google chat',
  ...evaded.map(spelt)
)

/**
 * Names as used on apps: with an underscore or dot inside, or with digits after letters. Names of
 * versions, blockchains and devices are excluded.
 */
export const accountName = oneOf(
  '[a-z][a-z0-9.-]{0,20}_[a-z0-9_.]{1,20}',
  '[a-z]{3,20}\\.[a-z0-9.]{2,20}(?<!\\.(?:com|org|net|io|cn|tw|js|py|apk|exe|json|png|jpg|zip|pdf))',
  '(?!android|iphone|redmi|version|windows|build|error)[a-z]{3,20}-?\\d{2,12}[a-z0-9]{0,10}'
)

/** Names of apps, some in many spellings that evade filters; "wa" must not match in "wallet". */
export const apps = `(?:${inHan}|(?<![a-z\\d])${inLetters}(?!(?!id)[a-z]))`

/** As `apps`, also with a name right after it: 加vxhelp88. */
export const appsGlued = `(?:${inHan}|(?<![a-z\\d])${inLetters})`
