import { guest, type Actor } from '@stoa/core'
import { audiences, type articles } from '../schema.ts'

type Readers = Pick<typeof articles.$inferSelect, 'readers' | 'readerGroups'>

/**
 * Those who see least among the readers of an article: what one of them does not see, some readers
 * do not.
 * @param places the article, its section and the one above, whose narrowest readers count
 */
export function leastReaders(places: readonly Readers[]): Actor[] {
  const [narrowest] = places.toSorted((one, other) => rank(other) - rank(one))
  const member: Actor = { ...guest, role: 'member' }
  const staff: Actor = { ...guest, role: 'staff' }
  switch (narrowest?.readers) {
    case 'staff':
      return [staff]
    case 'groups':
      return narrowest.readerGroups.length > 0
        ? narrowest.readerGroups.map((id) => ({ ...member, groups: [id] }))
        : [staff]
    case 'members':
      return [member]
    default:
      return [guest]
  }
}

const rank = ({ readers }: Readers) => audiences.indexOf(readers)
