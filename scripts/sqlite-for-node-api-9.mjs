/**
 * What for:  compiles better-sqlite3 once for the test runtime. Electron 33 embeds Node 20.18 with Node-API 9, while the
 *            prebuilt driver wants Node-API 10. Test equipment only: what is shipped uses the prebuilt driver.
 * Runs on:   Node 24 (node-gyp 13 needs 22). Takes about 90 s the first time.
 * Touches:   the cache folder.
 */
import { cpSync, copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { cacheFolder, fillAtOnce } from './cache-folder.mjs'
import { projectEnvironment, projectNode, root, runQuietly } from './project-node.mjs'

/**
 * They lift the driver's NAPI_VERSION=10: with NAPI_EXPERIMENTAL the headers of Node 18 and 20 declare all
 * that it calls, and Electron 33 exports it.
 */
const FLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'

/**
 * A folder with include/node, because node-gyp would download the headers from nodejs.org. The npm package `node` has
 * none; a Node unpacked or installed as a package has, and Debian's libnode-dev.
 */
export function headersFolder() {
  const places = [process.env.npm_config_nodedir, '/usr', '/usr/local']
  for (const part of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(part, 'node')
    if (part && existsSync(node)) places.push(dirname(dirname(realpathSync(node))))
  }
  return places.find((place) => place && existsSync(join(place, 'include', 'node', 'node_api.h')))
}

export async function sqliteForNodeApi9({ say, folder = root }) {
  const source = join(folder, 'node_modules', 'better-sqlite3')
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const home = join(cacheFolder(), `better-sqlite3-${version}-node-api-9-${process.platform}-${process.arch}`)
  const binding = join(home, 'better_sqlite3.node')
  if (existsSync(binding)) return binding

  const headers = headersFolder()
  if (!headers) {
    throw new Error(
      "The database driver for the test Electron cannot be compiled: Node's headers (include/node/node_api.h) are not on this machine and nodejs.org is not asked for them. On Debian: apt-get install -y --no-install-recommends libnode-dev",
    )
  }
  say(`compiling better-sqlite3 ${version} for the test Electron, once (about 90 s)`)
  await fillAtOnce(home, async (partial) => {
    const copy = join(partial, 'package')
    mkdirSync(join(copy, 'node_modules'), { recursive: true })
    for (const part of ['package.json', 'binding.gyp', 'src', 'lib', 'deps']) {
      cpSync(join(source, part), join(copy, part), { recursive: true })
    }
    cpSync(join(folder, 'node_modules', 'node-addon-api'), join(copy, 'node_modules', 'node-addon-api'), { recursive: true })
    const gyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
    const compiled = await runQuietly(
      projectNode(folder) ?? process.execPath,
      [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`],
      { cwd: copy, env: projectEnvironment({ CXXFLAGS: FLAGS }, folder) },
    )
    if (compiled.code !== 0) throw new Error(`better-sqlite3 could not be compiled for the test Electron:\n${compiled.output.slice(-3000)}`)
    copyFileSync(join(copy, 'build', 'Release', 'better_sqlite3.node'), join(partial, 'better_sqlite3.node'))
    rmSync(copy, { recursive: true })
  })
  return binding
}
