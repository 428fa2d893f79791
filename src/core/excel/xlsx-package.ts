import { posix } from 'node:path'
import type { Entry, ZipFile } from 'yauzl'
import { readXml, relationNamespaces, type XmlElement } from './xml-reader'
import { refusals, WorkbookRefused } from './workbook-refused'

export interface Relation {
  /** The last word of the type, the same in the usual and the strict spelling: worksheet, sharedStrings … */
  kind: string
  /** As in `XlsxPackage.read`. */
  part: string
}

/** The parts of a zipped workbook, found by their relations; names are compared as Windows does, case aside. */
export class XlsxPackage {
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly zip: ZipFile,
    entries: readonly Entry[],
  ) {
    for (const entry of entries) this.entries.set(keyOf(entry.fileName), entry)
  }

  has(part: string): boolean {
    return this.entries.has(keyOf(part))
  }

  /** @throws WorkbookRefused `damaged` where the part is missing, torn, or not well-formed */
  async read(part: string, namespaces: ReadonlySet<string>, root: Readonly<Record<string, XmlElement>>): Promise<void> {
    const entry = this.entries.get(keyOf(part))
    if (entry === undefined) throw refusals.damaged()
    try {
      await readXml((await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>, namespaces, root)
    } catch (error) {
      throw error instanceof WorkbookRefused ? error : refusals.damaged()
    }
  }

  /** Relations of a part by their id; of the whole package for ''. */
  async relations(part: string): Promise<Map<string, Relation>> {
    const found = new Map<string, Relation>()
    const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
    if (!this.has(file)) return found
    await this.read(file, relationNamespaces, {
      Relationships: {
        children: {
          Relationship: {
            open: ({ Id, Type, Target, TargetMode }) => {
              if (Id === undefined || Target === undefined || TargetMode === 'External') return
              found.set(Id, { kind: (Type ?? '').split('/').at(-1) ?? '', part: resolved(part, Target) })
            },
          },
        },
      },
    })
    return found
  }
}

function resolved(from: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  return path.startsWith('/') ? path : posix.join('/', posix.dirname(from), path)
}

function keyOf(name: string): string {
  const path = posix.join('/', name.replaceAll('\\', '/')).toLowerCase()
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
