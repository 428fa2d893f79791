import type { RouteLocationRaw } from 'vue-router'
import type { ProcedureName } from '../../contract/contract'
import type { Section } from './routes'

export interface RailSection {
  section: Section
  label: string
  /** Alt with this digit opens it. */
  digit: string
  to: RouteLocationRaw
  needs: ProcedureName | null
}

const sections: readonly RailSection[] = [
  { section: 'board', label: '镇总览', digit: '1', to: { name: 'board' }, needs: 'roster.board' },
  { section: 'roster', label: '花名册', digit: '2', to: { name: 'people' }, needs: 'roster.people' },
  { section: 'import', label: '导入', digit: '3', to: { name: 'import' }, needs: 'rosterImport.open' },
  { section: 'meetings', label: '例会', digit: '4', to: { name: 'meetings' }, needs: 'meetings.board' },
  { section: 'evaluations', label: '考核', digit: '5', to: { name: 'evaluations' }, needs: 'evaluations.months' },
  { section: 'settings', label: '设置', digit: '0', to: { name: 'settings' }, needs: null },
]

/** The rail holds what this account may open: no dead entries. */
export const sectionsFor = (may: (procedure: ProcedureName) => boolean): RailSection[] => sections.filter(({ needs }) => needs === null || may(needs))
