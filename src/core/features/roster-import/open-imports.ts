import { newId } from '../../new-id'
import type { AnalyseOptions, ColumnRole, RosterAnalysis } from '../../../domain/roster-analysis'
import type { CountedWorkbook } from '../../../domain/workbook-account'
import { refuse } from '../../refusal'

/** A workbook between upload and commit. In memory only: closing the program stores nothing. */
export interface OpenFile {
  id: string
  owner: string
  fileName: string
  bytes: Uint8Array
  workbook: CountedWorkbook
  /** Stored: only its fault workbook can still be had. */
  committed: boolean
}

export interface OpenImport extends OpenFile {
  mapping: Record<string, Record<string, ColumnRole>>
  corrections: NonNullable<AnalyseOptions['corrections']>
  decisions: NonNullable<AnalyseOptions['decisions']>
  analysis: RosterAnalysis
}

const mostOpen = 4

export class OpenImports<I extends OpenFile = OpenImport> {
  private readonly open = new Map<string, I>()

  add(opened: Omit<I, 'id' | 'committed'>): I {
    for (const id of this.open.keys()) {
      if (this.open.size < mostOpen) break
      this.open.delete(id)
    }
    const kept = { id: newId(), committed: false, ...opened } as I
    this.open.set(kept.id, kept)
    return kept
  }

  /** @throws Refusal `import_gone`: another person's, or dropped since */
  get(id: string, owner: string): I {
    const found = this.open.get(id)
    if (!found || found.owner !== owner) throw refuse('import_gone', '这次导入已经结束或被放下了。库里没有变动，重新选择文件。', 'importId')
    return found
  }

  /** @throws Refusal `import_gone`, `already_committed` */
  getUncommitted(id: string, owner: string): I {
    const found = this.get(id, owner)
    if (found.committed) throw refuse('already_committed', '这份文件已经入库。没有重复写入，再次导入请重新选择文件。', 'importId')
    return found
  }

  drop(id: string): void {
    this.open.delete(id)
  }
}
