/** The fields of `before`, replaced by those of `change` that are present. Null is a value. */
export function patched<T extends object>(before: T, change: { [K in keyof T]?: T[K] }): T {
  const present = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...before, ...(Object.fromEntries(present) as Partial<T>) }
}
