import { accountOfMinutes } from '../../../domain/minutes-account'
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
      const { source, text } = input.ticket === null ? pasted(input.text) : fromFile(services, input.ticket)
      const minutes = judgeText(reader, caller, text, input.corrections)
      return { source, text, minutes, account: accountOfMinutes(text, minutes) }
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
