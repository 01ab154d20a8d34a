import { describe } from 'vitest'
import { permissionTests } from '../permission-table.ts'

describe('tickets', () => permissionTests('tickets'))
