/**
 * What for:  what the tests need beyond npm. On Debian, as root, it is installed; elsewhere one sentence says what to do.
 *            A package counts as there when its file is, so that other ways of installing it, and the names of other
 *            releases (libgtk-3-0t64), are recognised.
 * Runs on:   Node 20.20 and Node 24.
 * Touches:   the system's packages, by apt-get.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { runQuietly } from './project-node.mjs'
import { headersFolder } from './sqlite-for-node-api-9.mjs'

const PROGRAMS = {
  chromium: 'chromium',
  xvfb: 'Xvfb',
  'libreoffice-calc': 'soffice',
  'poppler-utils': 'pdftoppm',
  unzip: 'unzip',
  git: 'git',
  python3: 'python3',
  make: 'make',
  'g++': 'g++',
}

const FILES = {
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  'libreoffice-calc': '/usr/lib/libreoffice/program/libsclo.so',
  'libreoffice-writer-nogui': '/usr/lib/libreoffice/program/libswlo.so',
}

/** What the dynamic linker asks for when Electron starts. */
const LIBRARIES = {
  libasound2: 'libasound.so.2',
  'libatk-bridge2.0-0': 'libatk-bridge-2.0.so.0',
  'libatk1.0-0': 'libatk-1.0.so.0',
  'libatspi2.0-0': 'libatspi.so.0',
  libcups2: 'libcups.so.2',
  libdrm2: 'libdrm.so.2',
  libgbm1: 'libgbm.so.1',
  'libgtk-3-0': 'libgtk-3.so.0',
  libnss3: 'libnss3.so',
  libxcomposite1: 'libXcomposite.so.1',
  libxdamage1: 'libXdamage.so.1',
  libxfixes3: 'libXfixes.so.3',
  libxkbcommon0: 'libxkbcommon.so.0',
  libxrandr2: 'libXrandr.so.2',
}

function missingPackages() {
  const triple = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const onPath = (name) => (process.env.PATH ?? '').split(delimiter).some((part) => existsSync(join(part, name)))
  const inLibraries = (name) => [`/usr/lib/${triple}`, `/lib/${triple}`, '/usr/lib64', '/usr/lib'].some((part) => existsSync(join(part, name)))
  const missing = [
    ...Object.keys(PROGRAMS).filter((name) => !onPath(PROGRAMS[name])),
    ...Object.keys(FILES).filter((name) => !existsSync(FILES[name])),
    ...Object.keys(LIBRARIES).filter((name) => !inLibraries(LIBRARIES[name])),
  ]
  if (!headersFolder()) missing.push('libnode-dev')
  return [...new Set(missing)]
}

/** Answers undefined when all is there, else the sentence to show. */
export async function ensureDebianPackages() {
  if (process.platform !== 'linux') return undefined
  const missing = missingPackages()
  if (missing.length === 0) return undefined
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return `The tests need packages that are not here; on Debian run: sudo ${command}`
  }
  console.log(`Installing for the tests: ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await runQuietly('apt-get', ['update'], { env })
  const installed = await runQuietly('apt-get', command.split(' ').slice(1), { env })
  if (installed.code === 0) return undefined
  return `apt-get could not install what the tests need (${missing.join(' ')}):\n${updated.code === 0 ? '' : updated.output.slice(-500)}${installed.output.slice(-1000)}`
}
