import { createHash } from 'node:crypto'
import argon2 from '@node-rs/argon2'
import pLimit from 'p-limit'
import { invalid, type Context } from '@stoa/core'

// Argon2id, the default of the library. More than two hashes in parallel would take memory and
// processors from requests that need no password.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const maxConcurrent = 2

/** The hash of a random password, so that a try at an account without a password costs the same. */
const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$uR5G0Ee9Npygy9ZEeg1XHQ$Hph9EFgulOrgzOmRZrq1XTV1PXJMmv+AbiIxwDc1iC0'

const inTurn = pLimit(maxConcurrent)

/** The stored form of a password (a PHC string). */
export const hashPassword = (password: string) =>
  inTurn(() => argon2.hash(password.normalize('NFC'), cost))

/**
 * Whether `password` matches the stored hash. Always runs one Argon2, even if nothing is stored.
 */
export async function isPassword(stored: string | null | undefined, password: string) {
  const same = await inTurn(() => argon2.verify(stored ?? nobodys, password.normalize('NFC')))
  return same && Boolean(stored)
}

/** zxcvbn scores from 0 to 4; 3 resists an offline attack on a slow hash. */
const minScore = 3
// zxcvbn takes longer for longer passwords, and more characters never make one weaker.
const estimatedLength = 40

/** The commonest parts of Chinese passwords, the commonest first. */
const pinyin = [
  ...['woaini', '1314', '520', '5201314', '1314520', 'aini', 'nihao', 'mima', 'wode', 'woshi'],
  ...['baobei', 'laopo', 'laogong', 'zhongguo', 'beijing', 'shanghai', 'taiwan', 'xianggang'],
  ...['wang', 'zhang', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'zhangwei', 'wangwei', 'xiaoming'],
  ...['kuaile', 'xiexie', 'mingtian', 'tiantian', 'yongyuan', 'zuihao', 'caonima', 'niubi']
]

/** Public facts about the owner, which must not be part of the password. */
type Owner = { username: string; email: string | null }

type Estimate = (password: string, known: string[]) => { score: number }
let estimate: Promise<Estimate> | undefined

// Loaded on first use, because the dictionaries take 80 MB.
async function load(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en')
  ])
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, pinyin },
    graphs: common.adjacencyGraphs
  })
  return (password, known) => zxcvbn.check(password, known)
}

/**
 * Refuses passwords that are common, easily guessed or made of the owner's name or address.
 * @param known further words that are easily guessed here, such as the forum's name
 * @param path the input field of the error
 * @throws Problem 422 `field_password_contains_name` or `field_password_weak`
 */
export async function checkStrength(
  password: string,
  owner: Owner,
  known: readonly string[],
  path = 'password'
) {
  if (containsOwner(password, owner)) throw invalid(path, 'field_password_contains_name')
  estimate ??= load()
  const guessed = [...known, owner.username, ...(owner.email?.split(/[@.]/) ?? [])]
  const { score } = (await estimate)(password.slice(0, estimatedLength), guessed)
  if (score < minScore) throw invalid(path, 'field_password_weak')
}

// Shorter parts occur in good passwords by chance, but two Han characters are already a name.
const isRevealing = (part: string) => part.length >= 4 || /\p{sc=Han}{2}/u.test(part)

/** Whether the password contains the owner's name, address or its local part, in any case. */
export function containsOwner(password: string, { username, email }: Owner): boolean {
  const parts = [username, email ?? '', email?.split('@')[0] ?? '']
  const typed = password.normalize('NFKC').toLowerCase()
  return parts.filter(isRevealing).some((part) => typed.includes(part.toLowerCase()))
}

/**
 * Refuses a new password that is weak, made of the owner's name, or known from data breaches. Others
 * are asked about it only if it is good otherwise.
 * @throws Problem 422 on `password`
 */
export async function checkNewPassword(
  ctx: Context,
  password: string,
  owner: Owner
): Promise<void> {
  await checkStrength(password, owner, await ctx.ports.site.siteNames(ctx))
  const sha1 = createHash('sha1').update(password).digest('hex').toUpperCase()
  const { isListed, isPwned } = ctx.ports.breachedPasswords
  if (isListed(sha1) || (await isPwned(sha1))) throw invalid('password', 'field_password_breached')
}
