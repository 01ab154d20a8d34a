import { answerEndpoints } from './answers.ts'
import { categoryEndpoints } from '../categories/endpoints.ts'
import { findingEndpoints } from './finding-threads.ts'
import { movingEndpoints } from '../restructuring/endpoints.ts'
import { postEndpoints } from './posts.ts'
import { readerEndpoints } from '../reader/endpoints.ts'
import { threadChangeEndpoints } from './thread-changes.ts'
import { threadEndpoints } from './threads.ts'

/** Every endpoint of the capability: `api.threads.<name>`. */
export const threadsEndpoints = {
  ...categoryEndpoints,
  ...threadEndpoints,
  ...findingEndpoints,
  ...postEndpoints,
  ...answerEndpoints,
  ...readerEndpoints,
  ...threadChangeEndpoints,
  ...movingEndpoints
}
