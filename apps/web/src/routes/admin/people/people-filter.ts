import { m } from '@stoa/messages'

/** The fields of the filter, as they stand in the address. */
export const filterFields = [
  'q',
  'role',
  'trust',
  'language',
  'joinedFrom',
  'joinedTo',
  'seenFrom',
  'seenTo',
  'sanction',
  'state'
] as const
export type FilterField = (typeof filterFields)[number]
export type Filter = Record<FilterField, string>

export const stateWords = {
  active: m.accounts_people_state_active,
  invited: m.accounts_people_state_invited,
  unconfirmed: m.accounts_people_state_unconfirmed,
  frozen: m.accounts_people_state_frozen,
  closing: m.accounts_people_state_closing
}

export const sanctionWords = {
  any: m.accounts_people_sanction_any,
  silence: m.accounts_people_sanction_silence,
  suspension: m.accounts_people_sanction_suspension
}
