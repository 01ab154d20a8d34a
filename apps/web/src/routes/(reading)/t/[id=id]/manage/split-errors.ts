/**
 * What was refused of a split, by the fields of its form: its title is beside the thread's own, and posts
 * are typed as numbers in one field.
 * @param errors words by path of the request body
 */
export const splitErrors = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([path, words]) => [fieldOf(path), words]))

const fieldOf = (path: string) => (path === 'title' ? 'newTitle' : 'numbers')
