import type { ScoreAnalysis, ScoreImportOptions } from '../../../domain/score-analysis'
import type { CountedWorkbook } from '../../../domain/workbook-account'
import { newId } from '../../new-id'
import { refuse } from '../../refusal'

/** A score workbook between upload and commit. In memory only: closing the program stores nothing. */
export interface OpenScoreImport {
  id: string
  owner: string
  month: string
  fileName: string
  bytes: Uint8Array
  workbook: CountedWorkbook
  corrections: NonNullable<ScoreImportOptions['corrections']>
  leftOut: NonNullable<ScoreImportOptions['leftOut']>
  analysis: ScoreAnalysis
  committed: boolean
}

const mostOpen = 4

export class OpenScoreImports {
  private readonly open = new Map<string, OpenScoreImport>()

  add(opened: Omit<OpenScoreImport, 'id' | 'committed'>): OpenScoreImport {
    for (const id of this.open.keys()) {
      if (this.open.size < mostOpen) break
      this.open.delete(id)
    }
    const kept = { id: newId(), committed: false, ...opened }
    this.open.set(kept.id, kept)
    return kept
  }

  /** @throws Refusal `import_gone`: another person's, or dropped since */
  get(id: string, owner: string): OpenScoreImport {
    const found = this.open.get(id)
    if (!found || found.owner !== owner) throw refuse('import_gone', '这次导入已经结束或被放下了。库里没有变动，重新选择文件。', 'importId')
    return found
  }

  /** @throws Refusal `import_gone`, `already_committed` */
  getUncommitted(id: string, owner: string): OpenScoreImport {
    const found = this.get(id, owner)
    if (found.committed) throw refuse('already_committed', '这份评分表已经提交。没有重复提交，再次导入请重新选择文件。', 'importId')
    return found
  }

  drop(id: string): void {
    this.open.delete(id)
  }
}
