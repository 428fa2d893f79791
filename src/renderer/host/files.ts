import { createORPCErrorFromJson, isORPCErrorJson, ORPCError } from '@orpc/client'
import type { Refused } from '../../contract/bridge'
import type { Download } from '../../contract/values'
import { bridge } from './bridge'
import { ConnectionLost } from './port'

export interface PickedFile {
  ticket: string
  fileName: string
}
export interface SavedFile {
  saved: boolean
  fileName: string
}

/** Lets a person choose a file. The screen gets a ticket, never a path; null when nothing was chosen. */
export async function pickFile(wanted: { title: string; extensions: string[] }): Promise<PickedFile | null> {
  if (bridge) return spoken(await bridge('pickFile', wanted))
  const file = await chooseInBrowser(wanted.extensions)
  return file && upload(file)
}

/** Saves a file that the core holds ready. `saved: false` when the person changed their mind. */
export async function saveDownload(download: Pick<Download, 'ticket' | 'fileName'>): Promise<SavedFile> {
  const { ticket, fileName } = download
  if (bridge) return spoken(await bridge('saveFile', { ticket, fileName }))
  const anchor = document.createElement('a')
  anchor.href = `/download/${encodeURIComponent(ticket)}`
  anchor.download = fileName
  anchor.click()
  return { saved: true, fileName }
}

/** Takes a file that was dropped onto the page. */
export async function uploadFile(file: File): Promise<PickedFile> {
  if (bridge) return spoken(await bridge('takeFile', { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
  return upload(file)
}

/** @throws ORPCError FILE_REFUSED with main's sentence */
function spoken<T extends object | null>(answer: T | Refused): T {
  if (answer !== null && 'refused' in answer) throw new ORPCError('FILE_REFUSED', { defined: true, status: 400, message: answer.refused, data: { reason: 'file' } })
  return answer as T
}

function chooseInBrowser(extensions: string[]): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.hidden = true
  input.accept = extensions.map((extension) => `.${extension}`).join(',')
  // Some drivers and some browsers only open the dialog of an input that stands in the document.
  document.body.append(input)
  return new Promise<File | null>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true })
    input.addEventListener('cancel', () => resolve(null), { once: true })
    input.click()
  }).finally(() => input.remove())
}

/** @throws ORPCError FILE_REFUSED with the host's sentence, so that a refused file reads like any other refusal */
async function upload(file: File): Promise<PickedFile> {
  const response = await fetch('/upload', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  }).catch((cause: unknown) => {
    throw new ConnectionLost('the upload was cut off', { cause })
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && isPicked(answer)) return answer
  const declared = isObject(answer) ? answer['json'] : null
  if (isORPCErrorJson(declared)) throw createORPCErrorFromJson(declared)
  const message = hasMessage(answer) ? answer.message : '文件没有读进来，库里没有变动。换一个文件，或稍后重试。'
  throw new ORPCError('FILE_REFUSED', { defined: true, status: response.status, message, data: { reason: 'upload' } })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isPicked = (value: unknown): value is PickedFile => isObject(value) && typeof value['ticket'] === 'string' && typeof value['fileName'] === 'string'
const hasMessage = (value: unknown): value is { message: string } => isObject(value) && typeof value['message'] === 'string'
