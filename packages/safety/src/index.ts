import './events.ts'
import './ports.ts'

export { masked } from './filters/apply.ts'
export { filtersEndpoints } from './filters/endpoints.ts'
export { invalidateFilters } from './filters/find.ts'
export { findAlike, isCampaign, lasts, mayFormCampaigns } from './likeness/likeness.ts'
export {
  deleteOldSignatures,
  deleteSignatures,
  keepSignatures,
  openCampaign,
  prolongCampaign,
  setReleased
} from './likeness/signatures.ts'
export { authorizeRelease, hasLookalike, judgeText, checkLine } from './text-judgement.ts'
export { judgeLinksAgain, keepLinks, linkJudge } from './links/links.ts'
export { hideTightened, quarantined, showEased, showLinksOf } from './links/quarantine.ts'
export { deleteOldLinks, recordLinks } from './links/record.ts'
export { holdLinks, releaseLinks } from './links/swept-links.ts'
export { guardsEndpoints } from './official/endpoints.ts'
export { invalidateTrustLists } from './official/lists.ts'
export { nameGuard } from './official/name-guard.ts'
export { isOfficialLink } from './official/official.ts'
export { findOutside } from './official/outside.ts'
export { isPhishingText } from './official/own-contacts.ts'
export { addTrusted, trustEntry } from './official/trust-changes.ts'
export { reviewTogether } from './reading-together.ts'
export { findRepeated } from './repeats.ts'
export { review } from './review.ts'
