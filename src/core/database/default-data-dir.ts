import { homedir } from 'node:os'
import { join } from 'node:path'

const name = 'jingwang-station'

/** The operating system's folder for a user's data, the same for window, web host and command line. */
export function defaultDataDir(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), name)
}

/** The sample township lives beside the real data, never in it. */
export const sampleDataDir = (home: string): string => join(home, 'sample')
