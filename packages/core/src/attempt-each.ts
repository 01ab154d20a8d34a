/**
 * Works on one after the other. One that fails keeps no other waiting.
 * @throws AggregateError with what the failed ones threw, once all were tried
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
