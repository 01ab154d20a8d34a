import { m } from '@stoa/messages'

/** In the order of the form. */
export const filterForms = ['words', 'pattern'] as const
export const filterActions = ['hold', 'mask', 'refuse', 'account_id', 'secret'] as const

export const filterFormWords = {
  words: m.guards_filter_words,
  pattern: m.guards_filter_pattern
}

export const filterActionWords = {
  hold: m.guards_filter_hold,
  mask: m.guards_filter_mask,
  refuse: m.guards_filter_refuse,
  account_id: m.guards_filter_account_id,
  secret: m.guards_filter_secret
}

/** Filters that only admins may change. */
export const isOfOrganisation = (action: string) => action === 'account_id' || action === 'secret'
