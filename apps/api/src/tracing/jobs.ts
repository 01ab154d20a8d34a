import { ROOT_CONTEXT, SpanKind, type Tracer } from '@opentelemetry/api'
import { runIn } from './spans.ts'

/**
 * Returns a function that runs a job in a trace of its own: it does what follows from the events of
 * many requests at once.
 */
export const traceJobs =
  (tracer: Tracer) =>
  <T>(name: string, payload: unknown, run: () => Promise<T>): Promise<T> => {
    const attributes = { 'stoa.job': name, ...factsOf(payload) }
    const options = { kind: SpanKind.CONSUMER, attributes }
    return runIn(tracer.startSpan(`job ${name}`, options, ROOT_CONTEXT), run)
  }

/** What a job is about: its effect, and the types of its events. Never what is in them. */
function factsOf(payload: unknown) {
  const { effect, events = [] } = Object(payload) as {
    effect?: string
    events?: { type: string }[]
  }
  const types = [...new Set(events.map(({ type }) => type))]
  return {
    ...(effect && { 'stoa.effect': effect }),
    ...(types.length > 0 && { 'stoa.events': types, 'stoa.events.count': events.length })
  }
}
