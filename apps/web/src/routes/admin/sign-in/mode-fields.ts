import type { Api } from '@stoa/api'

export const modeFields = ['mode', 'startsAt'] as const
type ModeValues = Record<(typeof modeFields)[number], string>
type ModeInput = Parameters<Api['accounts']['proposeSignInMode']>[0]

/** The input of the form for how people sign in. A day begins at midnight UTC. */
export const modeOf = ({ mode, startsAt }: ModeValues): ModeInput => ({
  mode: mode as ModeInput['mode'],
  startsAt: mode === 'only' && startsAt !== '' ? `${startsAt}T00:00:00Z` : undefined
})
