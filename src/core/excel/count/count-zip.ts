import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { SheetCount, WorkbookCount } from '../../../domain/workbook-count'
import { SharedStrings } from './count-shared-strings'
import { SheetPart } from './count-sheet-part'
import { attributesOf, nameIs, XmlTokens, type XmlHandler } from './xml-tokens'

interface ListedSheet {
  name: string
  relation: string
}

interface Relation {
  type: string
  target: string
}

/** Follows the package's relations as Office does: names of parts mean nothing, and their case does not count. */
export async function countZip(bytes: Uint8Array): Promise<WorkbookCount> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true, autoClose: false })
  const parts = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) parts.set(plain(entry.fileName), entry)
  const pass = async (name: string | undefined, tokens: XmlTokens): Promise<boolean> => {
    const entry = name === undefined ? undefined : (parts.get(plain(name)) ?? parts.get(plain(decoded(name))))
    if (entry === undefined) return false
    await inflate(zip, entry, tokens)
    return true
  }
  const relationsOf = async (part: string): Promise<Map<string, Relation>> => {
    const reading = new Relations(folderOf(part))
    await pass(`${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`, reading.tokens)
    return reading.found
  }
  const workbook = targetOf(await relationsOf(''), 'officeDocument') ?? 'xl/workbook.xml'
  const list = new SheetList()
  if (!(await pass(workbook, list.tokens))) throw new Error('the package names no workbook')
  const relations = await relationsOf(workbook)
  const strings = new SharedStrings()
  await pass(targetOf(relations, 'sharedStrings') ?? `${folderOf(workbook)}sharedStrings.xml`, strings.tokens)
  const sheets: SheetCount[] = []
  for (const { name, relation } of list.found) {
    const part = new SheetPart(strings.signs)
    const found = relations.get(relation)
    // worksheet, chartsheet, dialogsheet, xlMacrosheet …
    if (!(await pass(found?.type.toLowerCase().endsWith('sheet') === true ? found.target : undefined, part.tokens))) part.kind = 'missing'
    sheets.push(part.finish(name))
  }
  return { sheets, columnsKnown: true }
}

async function inflate(zip: ZipFile, entry: Entry, tokens: XmlTokens): Promise<void> {
  const stream = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Buffer>) tokens.push(chunk)
}

const plain = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1)

/** Transitional and strict packages name a relation alike at its end. */
function targetOf(relations: ReadonlyMap<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type.toLowerCase().endsWith(`/${type.toLowerCase()}`))?.target
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

class Relations implements XmlHandler {
  readonly tokens = new XmlTokens(this)
  readonly found = new Map<string, Relation>()

  constructor(private readonly folder: string) {}

  open(bytes: Uint8Array, from: number, to: number, end: number): void {
    if (!nameIs(bytes, from, to, 'Relationship')) return
    const attributes = attributesOf(bytes, to, end)
    const target = attributes.get('Target') ?? ''
    this.found.set(attributes.get('Id') ?? '', { type: attributes.get('Type') ?? '', target: resolved(this.folder, target) })
  }

  close(): void {
    // Relations hold nothing.
  }

  text(): void {
    // Nor do they say anything.
  }
}

/** A target is absolute, or counts from the folder of the part that names it. */
function resolved(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (/^[\\/]/.test(target) ? target : folder + target).split(/[\\/]/)) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

class SheetList implements XmlHandler {
  readonly tokens = new XmlTokens(this)
  readonly found: ListedSheet[] = []
  private readonly path: boolean[] = []

  /** workbook/sheets/sheet; other elements of that name, as in a custom view, stand elsewhere. */
  open(bytes: Uint8Array, from: number, to: number, end: number): void {
    const inList = this.path.length === 2 && this.path[1] === true
    this.path.push(nameIs(bytes, from, to, 'sheets'))
    if (!inList || !nameIs(bytes, from, to, 'sheet')) return
    const attributes = attributesOf(bytes, to, end)
    const relation = [...attributes].find(([name]) => /:id$/i.test(name))?.[1] ?? ''
    this.found.push({ name: attributes.get('name') ?? '', relation })
  }

  close(): void {
    this.path.pop()
  }

  text(): void {
    // The list says nothing between its tags.
  }
}
