import type { Api } from '@stoa/api'

export type TypedRule = Parameters<Api['tickets']['addRule']>[0]

/** Value of the list of assignees that stands for the agents of the topic in turn. */
export const inTurn = '*'

/**
 * Reads the posted form of a rule; words are separated by lines or commas. Fields of another trigger
 * stay in the form and are left out. The endpoint refuses unknown topics, languages and priorities.
 */
export function typedRule(form: FormData): TypedRule {
  const trigger = textOf(form, 'trigger') as TypedRule['trigger']
  const words = filled(textOf(form, 'words').split(/[\n,，、]/))
  const rule = { trigger, name: textOf(form, 'name'), words }
  return trigger === 'thread'
    ? { ...rule, ...threadConditionsOf(form) }
    : { ...rule, ...ticketConditionsOf(form, trigger), ...actsOf(form) }
}

const threadConditionsOf = (form: FormData) => ({
  unansweredHours: numberOf(form, 'unansweredHours'),
  meToo: numberOf(form, 'meToo'),
  categoryIds: form.getAll('categoryIds').map(Number)
})

const ticketConditionsOf = (form: FormData, trigger: TypedRule['trigger']) => ({
  topics: form.getAll('topics') as TypedRule['topics'],
  languages: form.getAll('languages') as TypedRule['languages'],
  silentHours: trigger === 'silent' ? numberOf(form, 'silentHours') : null
})

function actsOf(form: FormData) {
  const assignee = textOf(form, 'assignee')
  return {
    priority: (textOf(form, 'priority') || null) as TypedRule['priority'],
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
