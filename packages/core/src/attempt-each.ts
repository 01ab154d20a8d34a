/**
 * Runs `work` on each item in order. A failure does not stop the others.
 * @throws AggregateError with all failures, after the last item
 */
export async function attemptEach<T>(
  list: Iterable<T> | AsyncIterable<T>,
  work: (one: T) => Promise<unknown>
): Promise<void> {
  const failures: unknown[] = []
  let attempts = 0
  for await (const one of list) {
    attempts += 1
    await work(one).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${attempts} failed`)
}
