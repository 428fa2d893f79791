import { accountOfMinutes } from '../../../domain/minutes-account'
import { changedSigns, normaliseText } from '../../../domain/text/normalise-text'
import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { Refusal } from '../../refusal'
import { commitText } from './commit'
import { judgeText } from './judge'
import { minutesText } from './minutes-file'

export function meetingsImportProcedures(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  return {
    preview: os.meetingsImport.preview.handler(({ input, context: { caller } }) => {
      const { source, text: written } = input.ticket === null ? pasted(input.text) : fromFile(services, input.ticket)
      const text = normaliseText(written)
      if (text.trim() === '') throw new Refusal('INVALID_INPUT', '文字里没有看得见的内容。重新复制纪要再粘贴，或换一个文件。', '', 'text')
      const minutes = judgeText(reader, caller, text, input.corrections)
      return { source, text, normalised: changedSigns(written), minutes, account: accountOfMinutes(text, minutes) }
    }),
    commit: os.meetingsImport.commit.handler(({ input, context: { caller } }) => commitText(services, caller, input)),
  }
}

function pasted(text: string | null): { source: string; text: string } {
  if (text === null || text.trim() === '') throw new Refusal('INVALID_INPUT', '没有文字。粘贴纪要，或选一个文本文件。', '', 'text')
  return { source: '粘贴', text }
}

function fromFile(services: CoreServices, ticket: string): { source: string; text: string } {
  const file = services.tickets.takeUpload(ticket)
  return { source: file.fileName.slice(0, 120), text: minutesText(file.bytes) }
}
