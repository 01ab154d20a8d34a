import { SpanKind, type Tracer } from '@opentelemetry/api'
import { parentContext, recordError } from './spans.ts'

/** Returns a function that records a statement as a span inside the running one. */
export const traceStatements =
  (tracer: Tracer) =>
  (text: string, answer: PromiseLike<unknown>): void => {
    const parent = parentContext()
    if (!parent) return
    const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text }
    const span = tracer.startSpan(nameOf(text), { kind: SpanKind.CLIENT, attributes }, parent)
    answer.then(
      () => span.end(),
      (error: unknown) => {
        recordError(span, error)
        span.end()
      }
    )
  }

/** The first word, such as `SELECT`. */
const nameOf = (text: string) => (/[a-z]+/i.exec(text)?.[0] ?? 'SQL').toUpperCase()
