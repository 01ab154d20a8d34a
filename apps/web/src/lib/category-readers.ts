import { m, type Locale } from '@stoa/messages'
import type { Category } from './shapes.ts'

const listed = (names: readonly string[], locale: Locale) =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(names)

type Shown = Pick<Category, 'readers' | 'groups'>

/**
 * Who can see a category, as a sentence; undefined where everyone can. Groups that the reader may
 * not know of are not named.
 */
export function readersSentence({ readers, groups }: Shown, locale: Locale): string | undefined {
  if (readers === 'everyone') return undefined
  if (readers === 'members') return m.web_category_seen_by_members({}, { locale })
  if (readers === 'staff') return m.web_category_seen_by_staff({}, { locale })
  return groups.read.length > 0
    ? m.web_category_seen_by_groups({ groups: listed(groups.read, locale) }, { locale })
    : m.web_category_seen_by_some({}, { locale })
}

/** Who writes in a category, as a sentence, if only some of its readers do; undefined if all do. */
export function writersSentence(
  { archived, someWrite, groups }: Pick<Category, 'archived' | 'someWrite' | 'groups'>,
  locale: Locale
): string | undefined {
  if (archived) return m.web_category_archived({}, { locale })
  if (!someWrite) return undefined
  return groups.write.length > 0
    ? m.web_category_written_by_groups({ groups: listed(groups.write, locale) }, { locale })
    : m.web_category_written_by_some({}, { locale })
}
