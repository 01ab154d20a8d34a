import type { Api } from '@stoa/api'

export type RuleInput = Parameters<Api['tickets']['addRule']>[0]
export type RuleKind = RuleInput['kind']

/** Value of the list of assignees that stands for the agents of the topic in turn. */
export const inTurn = '*'

/** Reads the posted form of a rule; words are separated by lines or commas. */
export function typedRule(form: FormData): RuleInput {
  const kind = kinds.find((one) => one === textOf(form, 'kind')) ?? 'suggestion'
  const words = textOf(form, 'words').split(/[\n,，、]/)
  const common = { kind, name: textOf(form, 'name'), words: filled(words) }
  // The endpoint refuses unknown topics, languages, priorities and triggers.
  const topics = form.getAll('topics') as RuleInput['topics']
  const priority = (textOf(form, 'priority') || null) as RuleInput['priority']
  if (kind === 'priority') return { ...common, topics, priority }
  if (kind === 'action') return { ...common, topics, priority, ...actingOf(form) }
  return {
    ...common,
    unansweredHours: numberOf(form, 'unansweredHours'),
    meToo: numberOf(form, 'meToo'),
    categoryIds: form.getAll('categoryIds').map(Number)
  }
}

const kinds = ['suggestion', 'priority', 'action'] as const

function actingOf(form: FormData) {
  const trigger = textOf(form, 'trigger') as NonNullable<RuleInput['trigger']>
  const assignee = textOf(form, 'assignee')
  return {
    trigger,
    // The number stays in the form when another trigger is chosen.
    silentHours: trigger === 'silent' ? numberOf(form, 'silentHours') : null,
    languages: form.getAll('languages') as RuleInput['languages'],
    assignee: assignee === inTurn ? null : assignee || null,
    roundRobin: assignee === inTurn,
    newTopic: textOf(form, 'newTopic') || null,
    tags: filled(textOf(form, 'tags').split(/[\s,，、]/)),
    savedReplyId: numberOf(form, 'savedReplyId'),
    notifyLead: form.has('notifyLead'),
    close: form.has('close')
  }
}

const filled = (words: string[]) => words.map((word) => word.trim()).filter((word) => word !== '')

const numberOf = (form: FormData, name: string) => {
  const typed = textOf(form, name).trim()
  return typed === '' ? null : Number(typed)
}

const textOf = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
