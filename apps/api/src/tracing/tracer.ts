import { setTimeout as wait } from 'node:timers/promises'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider
} from '@opentelemetry/sdk-trace'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Tracer } from '@stoa/core'
import { version } from '@stoa/core/release'
import type { Configuration } from '@stoa/core/server'
import { callerContexts, traceRequests } from './requests.ts'
import { traceJobs } from './jobs.ts'
import { parentContext, runIn, traceStatements } from './spans.ts'

type Collector = NonNullable<Configuration['traces']>
type Log = Pick<FastifyBaseLogger, 'warn'>

export type Tracing = Tracer & {
  /** Records the requests of routes that are registered afterwards. */
  watch(app: FastifyInstance): void
  /** Runs a job in a trace of its own. */
  job<T>(name: string, payload: unknown, run: () => Promise<T>): Promise<T>
  /** Delivers what is recorded, within two seconds. */
  stop(): Promise<void>
}

const stopsWithin = 2000
/** Longer statements are cut. */
const maxTextLength = 4096

/** Records requests, verbs, statements and jobs, and sends them to the collector in batches. */
export function createTracing(
  collector: Collector,
  { trustProxy, role }: Pick<Configuration, 'trustProxy' | 'role'>
): Tracing {
  let log: Log | undefined
  const provider = createProvider(collector, role, () => log ?? silent)
  const tracer = provider.getTracer('stoa', version)
  return {
    watch(app) {
      log = app.log
      traceRequests(app, tracer, callerContexts(trustProxy))
    },
    verb(name, run) {
      const parent = parentContext()
      return parent ? runIn(tracer.startSpan(name, {}, parent), run) : run()
    },
    statement: traceStatements(tracer),
    job: traceJobs(tracer),
    stop: () => Promise.race([provider.shutdown(), wait(stopsWithin, undefined, { ref: false })])
  }
}

const silent = { warn() {} }

function createProvider(
  { url, headers, share, service }: Collector,
  role: string,
  log: () => Log
): TracerProvider {
  const exporter = new ReportingExporter(new OTLPTraceExporter({ url, headers }), log)
  return new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.version': version,
      'stoa.role': role
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanLimits: { attributeValueLengthLimit: maxTextLength },
    spanProcessors: [new BatchSpanProcessor({ exporter })]
  })
}

type Done = Parameters<SpanExporter['export']>[1]

/** Logs once that spans are lost, and once that they are delivered again. */
class ReportingExporter implements SpanExporter {
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
