/** What must never be stored: a text with one of these is refused. */
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
  /** By a pattern that admins keep. */
  'organisation_secret'
] as const

/** What its writer is warned about before it is public. */
export const personalKinds = ['phone', 'email', 'account_id'] as const

export type SecretKind = (typeof secretKinds)[number]
export type PersonalKind = (typeof personalKinds)[number]

/** A passage of a text, in UTF-16 code units: from `start` up to `end`. */
export type Passage = { start: number; end: number }
export type Finding<K extends string = SecretKind> = Passage & { kind: K }

/** Looks for one sort of thing in a normal text. */
export type Detector<K extends string = SecretKind> = (text: string) => Finding<K>[]

/** Whether a secret of this kind is gone for good once seen, so that its owner must act at once. */
export const isKey = (kind: string) => kind === 'seed_phrase' || kind === 'private_key'

/** Findings in order; of those that overlap the first and longest stays. */
export function apart<K extends string>(findings: Finding<K>[]): Finding<K>[] {
  const kept: Finding<K>[] = []
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || finding.start >= last.end) kept.push(finding)
    else last.end = Math.max(last.end, finding.end)
  }
  return kept
}
