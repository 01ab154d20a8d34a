import { answerEndpoints } from './answers/endpoints.ts'
import { lifecycleEndpoints } from './lifecycle/endpoints.ts'
import { readingEndpoints } from './reading/endpoints.ts'
import { readersEndpoints } from './readers/endpoints.ts'
import { sectionEndpoints } from './sections/endpoints.ts'
import { seriesEndpoints } from './series/endpoints.ts'
import { usesEndpoints } from './uses/endpoints.ts'
import { sourceEndpoints } from './sources/endpoints.ts'
import { writingEndpoints } from './writing/endpoints.ts'

/** All endpoints of articles. */
export const articlesEndpoints = {
  ...readingEndpoints,
  ...writingEndpoints,
  ...lifecycleEndpoints,
  ...answerEndpoints,
  ...sectionEndpoints,
  ...readersEndpoints,
  ...seriesEndpoints,
  ...sourceEndpoints,
  ...usesEndpoints
}
