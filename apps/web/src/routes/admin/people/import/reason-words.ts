import { m, type Locale } from '@stoa/messages'
import type { WrongLine } from '@stoa/accounts/contract'

const words = {
  email: m.accounts_import_email,
  name: m.accounts_import_name,
  language: m.accounts_import_language,
  columns: m.accounts_import_columns,
  name_taken: m.accounts_import_name_taken,
  name_official: m.accounts_import_name_official
}
const repeated = {
  repeated_email: m.accounts_import_repeated_email,
  repeated_name: m.accounts_import_repeated_name
}

/** What is wrong with a line of the file. */
export function reasonWords({ line, reason, first }: WrongLine, locale: Locale): string {
  if (reason === 'repeated_email' || reason === 'repeated_name')
    return repeated[reason]({ line, first: first ?? 0 }, { locale })
  return words[reason]({ line }, { locale })
}
