import { SaxesParser } from 'saxes'

/**
 * What is read of an XML part, as a tree: a child that is not listed is passed over with all that it holds, so that
 * extensions, phonetic guides and whatever a later Office writes cost nothing but themselves.
 */
export interface XmlElement {
  open?: (attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: () => void
  children?: Readonly<Record<string, XmlElement>>
}

/** Both the usual and the strict spelling of the namespaces in which the parts of a workbook are written. */
export const spreadsheetNamespaces: ReadonlySet<string> = new Set(['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main'])
export const relationNamespaces: ReadonlySet<string> = new Set(['http://schemas.openxmlformats.org/package/2006/relationships'])
const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006'

/** Elements that may stand anywhere: of alternatives none is understood, so their fallback counts. */
const alternatives = new Set(['AlternateContent', 'Fallback'])

const transparent: XmlElement = {}

/**
 * Reads a part as a stream; memory follows what `root` keeps.
 * @throws Error where the part is not well-formed or not in the encoding that it claims
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, namespaces: ReadonlySet<string>, root: Readonly<Record<string, XmlElement>>): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const document: XmlElement = { children: root }
  const open: XmlElement[] = [document]
  const scopes = new Scopes(namespaces)
  // Depth within a part that is passed over.
  let passed = 0
  let current: XmlElement = document
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    scopes.enter(attributes)
    if (passed > 0) {
      passed++
      return
    }
    const found = childOf(current, open, scopes.localName(name), scopes, name)
    if (found === undefined) {
      passed = 1
      return
    }
    open.push(found)
    current = found
    found.open?.(attributes)
  })
  parser.on('closetag', () => {
    scopes.leave()
    if (passed > 0) {
      passed--
      return
    }
    open.pop()?.close?.()
    current = open[open.length - 1] ?? document
  })
  const text = (value: string): void => {
    if (passed === 0) current.text?.(value)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  for await (const piece of decoded(chunks)) parser.write(piece)
  parser.close()
}

function childOf(current: XmlElement, open: readonly XmlElement[], local: string | null, scopes: Scopes, name: string): XmlElement | undefined {
  if (local === null) return scopes.isAlternative(name) ? transparent : undefined
  const parent = current === transparent ? open.findLast((element) => element !== transparent) : current
  return parent?.children?.[local]
}

/** Which prefixes stand for the namespaces in question. Most parts declare them once, at the root. */
class Scopes {
  private depth = 0
  private prefixes = new Map<string, string>()
  private known = new Map<string, string | null>()
  private readonly outer: { depth: number; prefixes: Map<string, string> }[] = []

  constructor(private readonly wanted: ReadonlySet<string>) {}

  enter(attributes: Readonly<Record<string, string>>): void {
    this.depth++
    let own: Map<string, string> | null = null
    for (const name in attributes) {
      // The letter first: hardly any attribute begins like a declaration, and every cell has some.
      if (name.charCodeAt(0) !== 120 || !name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
      own ??= new Map(this.prefixes)
      own.set(name.slice(6), attributes[name] ?? '')
    }
    if (own === null) return
    this.outer.push({ depth: this.depth, prefixes: this.prefixes })
    this.prefixes = own
    this.known = new Map()
  }

  leave(): void {
    const last = this.outer[this.outer.length - 1]
    if (last?.depth === this.depth) {
      this.prefixes = this.outer.pop()?.prefixes ?? last.prefixes
      this.known = new Map()
    }
    this.depth--
  }

  /** Null for an element of another namespace. */
  localName(name: string): string | null {
    let local = this.known.get(name)
    if (local === undefined) {
      const colon = name.indexOf(':')
      const namespace = this.prefixes.get(colon === -1 ? '' : name.slice(0, colon))
      local = namespace !== undefined && this.wanted.has(namespace) ? name.slice(colon + 1) : null
      this.known.set(name, local)
    }
    return local
  }

  isAlternative(name: string): boolean {
    const colon = name.indexOf(':')
    return alternatives.has(name.slice(colon + 1)) && this.prefixes.get(colon === -1 ? '' : name.slice(0, colon)) === compatibility
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    yield decoder.decode(chunk, { stream: true })
  }
  if (decoder !== null) yield decoder.decode()
}

/** By the byte order mark, by the zero bytes of UTF-16 without one, else as the declaration says. */
function encodingOf(start: Uint8Array): string {
  const [first, second] = start
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  const declared = /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(Buffer.from(start.subarray(0, 200)).toString('latin1'))?.[1]
  // A part that says UTF-16 in single bytes was converted by somebody who forgot the declaration.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared
}
