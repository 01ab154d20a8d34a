import { startForum } from '../forum.ts'
import { findingTests } from './finding.ts'

findingTests(startForum())
