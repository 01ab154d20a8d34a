/**
 * Errors of a split by field of its form, in which posts are one field.
 * @param errors messages by path of the request body
 */
export const splitErrors = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([path, words]) => [fieldOf(path), words]))

const fieldOf = (path: string) => (path === 'title' ? 'title' : 'posts')
