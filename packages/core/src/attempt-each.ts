/**
 * Runs `work` on each item in order. A failure does not stop the others.
 * @throws AggregateError with all failures, after the last item
 */
export async function attemptEach<T>(
  list: readonly T[],
  work: (one: T) => Promise<unknown>
): Promise<void> {
  const failures: unknown[] = []
  for (const one of list) await work(one).catch((error: unknown) => failures.push(error))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${list.length} failed`)
}
