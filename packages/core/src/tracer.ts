/**
 * Records the spans of requests and jobs. It is absent unless the operator collects traces, so that
 * nothing is spent on them otherwise.
 */
export type Tracer = {
  /** Runs the verb of an endpoint, named as `threads.reply`, in a span of its own. */
  verb<T>(name: string, run: () => Promise<T>): Promise<T>
  /** Records how long the database takes to answer. `text` has placeholders instead of values. */
  statement(text: string, answer: PromiseLike<unknown>): void
}
