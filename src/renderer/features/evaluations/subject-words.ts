import type { Subject } from '../../../domain/evaluation'

export const subjectWords: Readonly<Record<Subject, string>> = { police: '民警', aux: '警辅' }
