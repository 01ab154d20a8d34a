import './ports.ts'

export { passagesOutside } from './outside.ts'
export { NumberedVersions } from './numbered-versions.ts'
export { checkReadVersion } from './read-version.ts'
export { textParts } from './texts.ts'
export { waitingVersions } from './waiting-versions.ts'
