import type { Category, Me, ThreadRow } from '#lib/shapes.ts'

type Listed = Pick<ThreadRow, 'marks' | 'hasOfficialPost'> & { category: { slug: string } }

/**
 * Where a reader may move threads to: categories that they moderate, unless it is one only; and which of
 * those listed: no volunteer any where staff have answered or a ticket is open. What is for staff goes
 * nowhere else with others.
 */
export function movingOf(categories: readonly Category[], { role }: Pick<Me, 'role'>) {
  const moderated = categories.filter(({ can }) => can.moderate)
  const targets = moderated.length > 1 ? moderated : []
  const open = targets.filter(({ rule }) => rule !== 'staff_only')
  const slugs = new Set(open.map(({ slug }) => slug))
  const isForStaff = ({ hasOfficialPost, marks }: Listed) =>
    role === 'volunteer' && (hasOfficialPost || marks.some(({ kind }) => kind === 'escalation'))
  const isMovable = (thread: Listed) => slugs.has(thread.category.slug) && !isForStaff(thread)
  return { targets, isMovable }
}
