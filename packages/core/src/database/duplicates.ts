/** Whether a statement violated this unique index. */
export function isDuplicate(error: unknown, index: string): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code, constraint_name: violated } = Object(cause) as Record<string, unknown>
  return code === '23505' && violated === index
}
