import { describe } from 'vitest'
import { startForum } from '../forum.ts'
import { findingTests } from './finding.ts'

describe('PostgreSQL', () => findingTests(startForum()))
