import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer
} from '@opentelemetry/api'
import { Problem } from '@stoa/core'

const running = new AsyncLocalStorage<Span>()

/** Runs code, and all that it begins, within a span. */
export const within = <T>(span: Span, run: () => T): T => running.run(span, run)

/**
 * The context for a span inside the running one. Undefined where none runs or is recorded, such as
 * in a timer that a request has left behind.
 */
export function parentContext(): Context | undefined {
  const span = running.getStore()
  return span?.isRecording() ? trace.setSpan(ROOT_CONTEXT, span) : undefined
}

/** Runs `run` within a span, which ends with it. */
export async function runIn<T>(span: Span, run: () => Promise<T>): Promise<T> {
  try {
    return await within(span, run)
  } catch (error) {
    recordError(span, error)
    throw error
  } finally {
    span.end()
  }
}

/**
 * Records what kind of error it was. Its message may hold a text of a user. A refusal is no error of
 * the server.
 */
export function recordError(span: Span, error: unknown): void {
  span.setAttribute('error.type', typeOf(error))
  if (!(error instanceof Problem) || error.status >= 500)
    span.setStatus({ code: SpanStatusCode.ERROR })
}

function typeOf(error: unknown): string {
  if (error instanceof Problem) return error.code
  const { code } = Object(error) as { code?: unknown }
  if (typeof code === 'string') return code
  return error instanceof Error ? error.name : 'unknown'
}

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
