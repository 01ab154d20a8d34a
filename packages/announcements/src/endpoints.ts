import { typeEndpoints } from './endpoints/types.ts'
import { readingEndpoints } from './endpoints/reading.ts'
import { linkingEndpoints } from './endpoints/linking.ts'
import { courseEndpoints } from './endpoints/lifecycle.ts'
import { writingEndpoints } from './endpoints/writing.ts'
import { serviceEndpoints } from './affected-services/endpoints.ts'
import { subscriptionEndpoints } from './subscriptions/endpoints.ts'
import { templateEndpoints } from './templates/endpoints.ts'

/** Every endpoint of the capability: `api.announcements.<name>`. */
export const announcementsEndpoints = {
  ...readingEndpoints,
  ...writingEndpoints,
  ...courseEndpoints,
  ...linkingEndpoints,
  ...typeEndpoints,
  ...serviceEndpoints,
  ...subscriptionEndpoints,
  ...templateEndpoints
}
