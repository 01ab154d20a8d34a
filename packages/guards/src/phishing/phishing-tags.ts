import { inAscii } from '../text-forms/homoglyphs.ts'
import { normal } from '../text-forms/normal.ts'
import { apps } from './phishing-patterns.ts'

const app = new RegExp(`^${apps}$`, 'u')
/** Names as used on apps: with an underscore, or with digits after a long name or a dot. */
const account =
  /^@?(?:[a-z][a-z\d-]{0,20}_[a-z\d_.-]{2,20}|[a-z]{3,20}\.[a-z]{2,20}\d{1,8}|[a-z]{5,20}\d{2,8})$/u
/** App and account in one tag: vx.harbor88. */
const accountOnApp = new RegExp(`^${apps}[._+-](?=[a-z]{0,20}\\d{2})[a-z\\d]{4,24}$`, 'u')

/** True if neighbouring tags name an app and an account on it: telegram, harbor_hacks. */
export function namesAccount(given: readonly string[]): boolean {
  const tags = given.map((tag) => inAscii(normal(tag).text).toLowerCase())
  const isBeside = (at: number) =>
    [tags[at - 1], tags[at + 1]].some((one) => one !== undefined && account.test(one))
  return tags.some((tag, at) => accountOnApp.test(tag) || (app.test(tag) && isBeside(at)))
}
