import {
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  type Task
} from 'meilisearch'

/** What hinders Meilisearch, by what an operator does about it. */
export const failureReasons = [
  ...(['unreachable', 'slow', 'key', 'not_meilisearch', 'old_version', 'disk_full'] as const),
  ...(['index_missing', 'other_forum', 'taken', 'failed'] as const)
] as const
export type FailureReason = (typeof failureReasons)[number]

/** Why Meilisearch failed, and its own words. */
export type Failure = { reason: FailureReason; detail: string }

/** Meilisearch answers, but is not to be used. */
export class ServerRefused extends Error {
  readonly reason: FailureReason

  constructor(reason: FailureReason, detail: string) {
    super(detail)
    this.name = 'ServerRefused'
    this.reason = reason
  }
}

/** A task that Meilisearch accepted and then failed. */
export class TaskFailed extends Error {
  readonly code: string

  constructor({ type, error, status }: Pick<Task, 'type' | 'error' | 'status'>) {
    super(`Meilisearch could not finish ${type}: ${error?.message ?? status}`)
    this.name = 'TaskFailed'
    this.code = error?.code ?? status
  }
}

/** The code of an answer or task of Meilisearch. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof TaskFailed) return error.code
  return error instanceof MeilisearchApiError ? error.cause?.code : undefined
}

const reasonsByCode: Record<string, FailureReason> = {
  invalid_api_key: 'key',
  missing_authorization_header: 'key',
  index_not_found: 'index_missing',
  no_space_left_on_device: 'disk_full',
  database_size_limit_reached: 'disk_full'
}

const reasonsByMessage: [RegExp, FailureReason][] = [
  [/no space left on device/i, 'disk_full'],
  // What a server before 1.18 answers to the request that swaps indexes.
  [/unknown field `rename`/i, 'old_version']
]

/** The failure that an error is; undefined for errors that are none of Meilisearch. */
export function failureOf(error: unknown): Failure | undefined {
  const reason = reasonOf(error)
  return reason && { reason, detail: detailOf(error) }
}

function reasonOf(error: unknown): FailureReason | undefined {
  if (error instanceof ServerRefused) return error.reason
  if (error instanceof MeilisearchRequestError) return isLate(error) ? 'slow' : 'unreachable'
  // The client parses what is no JSON, such as a page in HTML.
  if (error instanceof SyntaxError) return 'not_meilisearch'
  return error instanceof TaskFailed || error instanceof MeilisearchApiError
    ? reasonOfServer(error)
    : undefined
}

function reasonOfServer(error: TaskFailed | MeilisearchApiError): FailureReason {
  // Meilisearch's own errors link to its documentation; those of other programs may have codes too.
  if (error instanceof MeilisearchApiError && !error.cause?.link) return 'not_meilisearch'
  const [, reason] = reasonsByMessage.find(([pattern]) => pattern.test(error.message)) ?? []
  return reason ?? reasonsByCode[codeOf(error) ?? ''] ?? 'failed'
}

const isLate = ({ cause }: Error) => cause instanceof MeilisearchRequestTimeOutError

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const system = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const isOfNetwork = error instanceof MeilisearchRequestError && system instanceof Error
  return (isOfNetwork ? system.message : error.message).replace(/\s+/g, ' ').slice(0, 300)
}
