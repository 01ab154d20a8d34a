import type { Api } from '@stoa/api'

export type RuleInput = Parameters<Api['tickets']['addRule']>[0]

const numberOf = (form: FormData, name: string) => {
  const typed = textOf(form, name).trim()
  return typed === '' ? null : Number(typed)
}
const textOf = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Reads the posted form of a rule; words are separated by lines or commas. */
export function typedRule(form: FormData): RuleInput {
  const kind = textOf(form, 'kind') === 'priority' ? 'priority' : 'suggestion'
  const words = textOf(form, 'words').split(/[\n,，、]/)
  const common = {
    name: textOf(form, 'name'),
    words: words.map((word) => word.trim()).filter((word) => word !== '')
  }
  if (kind === 'priority')
    return {
      ...{ ...common, kind },
      // The endpoint refuses unknown topics and priorities.
      topics: form.getAll('topics') as RuleInput['topics'],
      priority: textOf(form, 'priority') as RuleInput['priority']
    }
  return {
    ...{ ...common, kind },
    unansweredHours: numberOf(form, 'unansweredHours'),
    meToo: numberOf(form, 'meToo'),
    categoryIds: form.getAll('categoryIds').map(Number)
  }
}
