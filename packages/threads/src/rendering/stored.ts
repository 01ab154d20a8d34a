import type { posts } from '../schema.ts'
import { rendererVersion } from './markdown.ts'
import type { RenderedBody } from './rendering.ts'

/** Columns stored with a rendered text. */
export const storedRendering = ({ html, quarantined, language }: RenderedBody) => ({
  ...{ html, language },
  rendererVersion,
  quarantinedLinks: [...quarantined]
})

/** Flag columns of a post that a moderator has checked. */
export const looked = { leadsOut: false, flaggedAt: null } as const

type Written = Pick<RenderedBody, 'quarantined'> & { leadsOut: boolean }

/**
 * Flag columns of a new text: `flaggedAt` is set if a moderator should check it although it is
 * public.
 */
export const flagOf = (
  { quarantined, leadsOut }: Written,
  now: string
): Pick<typeof posts.$inferInsert, 'leadsOut' | 'flaggedAt'> => ({
  leadsOut,
  flaggedAt: quarantined.length > 0 || leadsOut ? now : null
})

/** The flag columns of a new text with its quarantined links. */
export const flagsOf = (written: Written, now: string) => ({
  quarantinedLinks: [...written.quarantined],
  ...flagOf(written, now)
})
