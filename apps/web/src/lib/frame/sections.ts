/** A page among its siblings, which stand beside it instead of the forum's categories. */
export type Section = {
  path: string
  title: () => string
  /** Heading under which the page is listed. */
  group?: () => string
}

/** Pages that belong together, such as those of the desk. */
export type Area = { title: () => string; sections: readonly Section[] }

/** The section of a page or of a page below it. */
export const sectionAt = <One extends Section>(sections: readonly One[], pathname: string) =>
  sections.findLast(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
