import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import type { FastifyBaseLogger } from 'fastify'

type Done = Parameters<SpanExporter['export']>[1]

/** Logs once that spans are lost, and once that they are delivered again. */
export class ReportingExporter implements SpanExporter {
  readonly #exporter: SpanExporter
  readonly #log: () => Pick<FastifyBaseLogger, 'warn'>
  #isFailing = false

  constructor(exporter: SpanExporter, log: () => Pick<FastifyBaseLogger, 'warn'>) {
    this.#exporter = exporter
    this.#log = log
  }

  export(spans: ReadableSpan[], done: Done): void {
    this.#exporter.export(spans, (result) => {
      this.#report(result.error)
      done(result)
    })
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown()
  }

  #report(error: Error | undefined) {
    if (this.#isFailing === Boolean(error)) return
    this.#isFailing = !this.#isFailing
    if (error) this.#log().warn({ reason: reasonOf(error) }, 'traces cannot be delivered')
    else this.#log().warn('traces are delivered again')
  }
}

/** A code of the system or an HTTP status. What the collector answers may quote a header. */
const reasonOf = (error: Error) => ('code' in error && error.code) || error.name
