import type { Category, Me, ThreadRow } from './shapes.ts'

type Listed = Pick<ThreadRow, 'marks' | 'hasOfficialPost'> & { category: { slug: string } }

/**
 * Categories to which the reader may move threads, and which threads of the list. Moving needs at
 * least two moderated categories. Volunteers do not move threads with a staff answer or a ticket.
 * Threads that not everybody reads are not moved in bulk.
 */
export function movingOf(categories: readonly Category[], { role }: Pick<Me, 'role'>) {
  const moderated = categories.filter(({ can, archived }) => can.moderate && !archived)
  const targets = moderated.length > 1 ? moderated : []
  const open = targets.filter(({ readers }) => readers === 'everyone')
  const slugs = new Set(open.map(({ slug }) => slug))
  const isForStaff = ({ hasOfficialPost, marks }: Listed) =>
    role === 'volunteer' && (hasOfficialPost || marks.some(({ kind }) => kind === 'escalation'))
  const isMovable = (thread: Listed) => slugs.has(thread.category.slug) && !isForStaff(thread)
  return { targets, isMovable }
}
