/** `faq`: one question and its answer; `post`: of the blog, by a named author. */
export const kinds = ['faq', 'guide', 'tutorial', 'post'] as const
export type Kind = (typeof kinds)[number]

/** Of tutorials. */

/**
 * State of the newest version of a translation. `proposed`: a volunteer has finished it; `awaiting`:
 * a second person has to approve it before it is shown. An earlier version may be public in any.
 */
export const states = ['draft', 'proposed', 'awaiting', 'scheduled', 'published'] as const
export type State = (typeof states)[number]

/** Who reads an article or a section at most. Staff read all. */
export const audiences = ['everyone', 'members', 'groups', 'staff'] as const

/** What one version of a translation says. */
export type Content = {
  title: string
  slug: string
  summary: string
  /** Markdown. */
  body: string
}

/** A heading in the table of contents. `level` is 1 or 2. */
export type Heading = { level: number; id: string; text: string }

/** What an author of words in an article chose: to be named, or to be left out. */
export const credits = ['asked', 'named', 'left_out'] as const
export type Credit = (typeof credits)[number]
