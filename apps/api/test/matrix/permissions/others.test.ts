import { describe } from 'vitest'
import { permissionTests } from '../permission-table.ts'

describe('other capabilities', () => permissionTests('others'))
