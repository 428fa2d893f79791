import type { RosterAnalysis } from '../domain/roster-analysis'
import { veil } from '../core/features/roster-import/preview'
import { accountLines, mayStore, unreadHint } from './account-lines'
import type { CommandCore } from './command-core'
import type { CommandLine, Outcome } from './command-line'

/**
 * Reads a roster and stores its valid rows. Without --accept-valid nothing is stored while any row is refused or in
 * doubt; with --preview nothing is stored at all. Exit 1 where rows were left out, or where the file was not read whole:
 * then nothing is stored without --accept-unread.
 */
export async function importRoster({ services, client }: CommandCore, line: CommandLine, file: { fileName: string; bytes: Uint8Array }): Promise<Outcome> {
  const ticket = services.tickets.acceptUpload(file)
  const opened = await client.rosterImport.open({ ticket })
  const { counts, account } = opened
  const { faults } = await allFaults(client, opened.importId)
  const leftOut = counts.needsConfirmation + counts.refused
  const whole = mayStore(account, line)
  const store = line.options['preview'] !== true && whole && counts.valid > 0 && (leftOut === 0 || line.options['accept-valid'] === true)
  const imported = store ? (await client.rosterImport.commit({ importId: opened.importId, acceptUnread: whole })).imported : 0
  if (!store) await client.rosterImport.discard({ importId: opened.importId })
  const reason = counts.read > 0 ? null : '没有找到花名册：没有一张表有姓名、岗位这样的表头。'
  const result = {
    ...(reason === null ? {} : { reason }),
    read: counts.read,
    valid: counts.valid,
    normalised: counts.normalised,
    needsConfirmation: counts.needsConfirmation,
    refused: counts.refused,
    skipped: counts.skipped,
    imported,
    faults: faults.map(({ sheet, row, column, kind, severity, message }) => ({ sheet, row, column, kind, severity, message })),
    vacancies: opened.vacancies.length,
    account,
  }
  const words = [
    `读到${counts.read}行：可导入${counts.valid}（其中已规范${counts.normalised}），待确认${counts.needsConfirmation}，拒绝${counts.refused}；跳过${counts.skipped}行。`,
    ...(reason === null ? [] : [reason]),
    ...accountLines(account),
    store ? `已导入${imported}行。` : '没有导入，库里没有变动。',
    ...faults.filter((fault) => fault.severity !== 'normalise').map((fault) => `${fault.severity === 'error' ? '拒绝' : '待确认'}　${fault.sheet}!${fault.column ?? ''}${fault.row}　${fault.message}`),
    ...(whole ? [] : [unreadHint]),
    ...(leftOut > 0 && !store && line.options['preview'] !== true ? ['要先导入没有问题的行，加 --accept-valid。'] : []),
  ].join('\n')
  return { exit: line.options['preview'] === true ? 0 : !whole || leftOut > 0 || imported === 0 ? 1 : 0, result, words }
}

/** Conversions as well: the job's log says what was changed on the way in, numbers veiled. */
async function allFaults(client: CommandCore['client'], importId: string): Promise<{ faults: RosterAnalysis['faults'] }> {
  return { faults: (await client.rosterImport.faults({ importId, withConversions: true })).faults.map(veil) }
}
