import { invalid } from '@stoa/core'

/** 0 to 4 as zxcvbn gives it: 3 resists an offline attack on a slow hash. */
const minScore = 3
// Its time grows with the length; the rest of a long password only makes it stronger.
const estimatedLength = 40

/** What Chinese passwords are most often made of, the commonest first. */
const pinyin = [
  ...['woaini', '1314', '520', '5201314', '1314520', 'aini', 'nihao', 'mima', 'wode', 'woshi'],
  ...['baobei', 'laopo', 'laogong', 'zhongguo', 'beijing', 'shanghai', 'taiwan', 'xianggang'],
  ...['wang', 'zhang', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'zhangwei', 'wangwei', 'xiaoming'],
  ...['kuaile', 'xiexie', 'mingtian', 'tiantian', 'yongyuan', 'zuihao', 'caonima', 'niubi']
]

/** What must not be part of a password, because anybody can see or guess it. */
export type Owner = { username: string; email: string | null }

type Estimate = (password: string, known: string[]) => { score: number }
let estimate: Promise<Estimate> | undefined

// The dictionaries take 80 MB, which a node that nobody signs up on need not hold.
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
 * @param path the input field to complain about
 * @throws Problem 422 `field_password_contains_name` or `field_password_weak`
 */
export async function checkStrength(password: string, owner: Owner, path = 'password') {
  if (containsOwner(password, owner)) throw invalid(path, 'field_password_contains_name')
  estimate ??= load()
  const known = ['stoa', owner.username, ...(owner.email?.split(/[@.]/) ?? [])]
  const { score } = (await estimate)(password.slice(0, estimatedLength), known)
  if (score < minScore) throw invalid(path, 'field_password_weak')
}

// Shorter parts occur in good passwords by chance; two Han characters already are a name.
const isRevealing = (part: string) => part.length >= 4 || /\p{sc=Han}{2}/u.test(part)

/** Whether the password holds the owner's name, address or its local part, in whatever case. */
export function containsOwner(password: string, { username, email }: Owner): boolean {
  const parts = [username, email ?? '', email?.split('@')[0] ?? '']
  const typed = password.normalize('NFKC').toLowerCase()
  return parts.filter(isRevealing).some((part) => typed.includes(part.toLowerCase()))
}
