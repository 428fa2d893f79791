import { sheetKinds, type GradeStep, type SheetKind, type Template, type Terms } from '../../../domain/evaluation'
import { defaultTemplates } from '../../../domain/evaluation-defaults'
import type { Reader } from '../../database/reader'
import { readSetting } from '../settings/read-setting'
import { aftermathStatements } from './aftermath-statements'

/**
 * The version in force for a month: of the township's that begin by then the one that begins last, and of two for the same
 * month the newer; else the program's own. One made afterwards for an earlier month ends where a planned one begins.
 */
export function templateFor(reader: Reader, kind: SheetKind, month: string): Template {
  const row = reader.all(aftermathStatements.templates, {}).filter((one) => one.kind === kind && one.from_month <= month).toSorted((a, b) => (a.from_month === b.from_month ? a.version - b.version : a.from_month < b.from_month ? -1 : 1)).at(-1)
  if (!row) return defaultTemplates[kind]
  const dimensions = reader.all(aftermathStatements.dimensionsOf, { template_id: row.id })
  return { version: row.version, dimensions: dimensions.map((one) => ({ code: one.code, label: one.label, maxX10: one.max_x10, criteria: one.criteria_text })) }
}

/** What a month would be scored by if it were opened now; an opened month reads its own frozen terms. */
export function termsToday(reader: Reader, month: string): Terms {
  return {
    stepX10: Number(readSetting(reader, 'evaluations.step')),
    lowPercent: readSetting(reader, 'evaluations.lowPercent'),
    policeWeight: readSetting(reader, 'evaluations.policeWeight'),
    bonusCapX10: readSetting(reader, 'evaluations.bonusCap') * 10,
    deductionCapX10: readSetting(reader, 'evaluations.deductionCap') * 10,
    grades: gradesToday(reader),
    basis: readSetting(reader, 'evaluations.basis') === 'longest' ? 'longest' : 'last_day',
    templates: Object.fromEntries(sheetKinds.map((kind) => [kind, templateFor(reader, kind, month)])) as Record<SheetKind, Template>,
  }
}

/** Sorted from the top, so that thresholds set out of order still grade from the highest down. */
function gradesToday(reader: Reader): GradeStep[] {
  const first = readSetting(reader, 'evaluations.gradeFirst') * 100
  const second = readSetting(reader, 'evaluations.gradeSecond') * 100
  const third = readSetting(reader, 'evaluations.gradeThird') * 100
  const steps = [first, second, third].toSorted((a, b) => b - a)
  const [top = 0, middle = 0, low = 0] = steps
  if (readSetting(reader, 'evaluations.gradeScheme') !== 'five')
    return [{ name: '优秀', fromX100: top }, { name: '称职', fromX100: middle }, { name: '基本称职', fromX100: low }, { name: '不称职', fromX100: 0 }]
  return [
    { name: '一等', fromX100: top },
    { name: '二等', fromX100: middle },
    { name: '三等', fromX100: Math.floor((middle + low) / 2) },
    { name: '四等', fromX100: low },
    { name: '五等', fromX100: 0 },
  ]
}
