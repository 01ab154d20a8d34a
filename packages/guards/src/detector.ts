/** Kinds of secrets: a text that contains one is refused and never stored. */
export const secretKinds = [
  'seed_phrase',
  'private_key',
  'api_key',
  'otpauth',
  'jwt',
  'one_time_code',
  'password',
  'bank_card',
  'identity_number',
  /** Matches of an admin's pattern. */
  'organisation_secret'
] as const

/** Kinds of personal data of which the author is warned. */
export const personalKinds = ['phone', 'email', 'account_id'] as const

export type SecretKind = (typeof secretKinds)[number]
export type PersonalKind = (typeof personalKinds)[number]

/** A passage of a text in UTF-16 code units, `end` exclusive. */
export type Passage = { start: number; end: number }
export type Finding<K extends string = SecretKind> = Passage & { kind: K }

/** Finds one kind of passage in a normalized text. */
export type Detector<K extends string = SecretKind> = (text: string) => Finding<K>[]

/** True if the secret cannot be revoked, so that its owner must act at once. */
export const isKey = (kind: string) => kind === 'seed_phrase' || kind === 'private_key'

/** Findings in order, without overlaps; the first and longest are kept. */
export function apart<K extends string>(findings: Finding<K>[]): Finding<K>[] {
  const kept: Finding<K>[] = []
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || finding.start >= last.end) kept.push(finding)
    else last.end = Math.max(last.end, finding.end)
  }
  return kept
}
