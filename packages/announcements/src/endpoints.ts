import { typeEndpoints } from './endpoints/types.ts'
import { readingEndpoints } from './endpoints/read.ts'
import { linkingEndpoints } from './endpoints/links.ts'
import { courseEndpoints } from './endpoints/lifecycle.ts'
import { writingEndpoints } from './endpoints/write.ts'
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
