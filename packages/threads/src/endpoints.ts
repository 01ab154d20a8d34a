import { answerEndpoints } from './answers/endpoints.ts'
import { categoryEndpoints } from './categories/endpoints.ts'
import { fieldEndpoints } from './fields/endpoints.ts'
import { findingEndpoints } from './lists/endpoints.ts'
import { movingEndpoints } from './restructuring/endpoints.ts'
import { postEndpoints, threadEndpoints } from './posting/endpoints.ts'
import { readerEndpoints } from './reader/endpoints.ts'
import { tagEndpoints } from './tags/endpoints.ts'
import { threadChangeEndpoints } from './thread-state/endpoints.ts'
import { threadPageEndpoints } from './thread-page/endpoints.ts'

/** Every endpoint of the capability: `api.threads.<name>`. */
export const threadsEndpoints = {
  ...categoryEndpoints,
  ...fieldEndpoints,
  ...threadEndpoints,
  ...threadPageEndpoints,
  ...findingEndpoints,
  ...tagEndpoints,
  ...postEndpoints,
  ...answerEndpoints,
  ...readerEndpoints,
  ...threadChangeEndpoints,
  ...movingEndpoints
}
