import { translate, type Locale } from '@stoa/messages'

type Refused = { key: string; value: string; message: string }

/** Facts refused beside an upload, in the shape of a form action's failure. */
export function refusedFacts(refused: readonly Refused[], locale: Locale) {
  if (refused.length === 0) return undefined
  const by = (name: 'value' | 'message', prefix = '') =>
    Object.fromEntries(refused.map((fact) => [`${prefix}${fact.key}`, fact[name]]))
  return {
    values: by('value'),
    problem: {
      message: translate('problem_invalid_input', {}, locale),
      errors: by('message', 'facts.')
    }
  }
}
