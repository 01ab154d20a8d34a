export const accountFields = ['description', 'requestsPerMinute'] as const

export type AccountValues = Partial<Record<(typeof accountFields)[number] | 'username', string>> & {
  topics?: readonly string[]
}
