/**
 * What for:  an X display without a screen, so that the window tests never show on, nor depend on, anyone's desktop.
 * Runs on:   Node 20.20 and Node 24, Linux.
 * Touches:   a socket in /tmp/.X11-unix, gone when it stops.
 */
import { spawn, spawnSync } from 'node:child_process'
import process from 'node:process'

/** Answers `{ display, stop }`; the server chooses a free number itself, so two runs at once do not collide. */
export function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    // The kernel ends it with us, even when we are killed without a chance to clean up.
    const wrapped = spawnSync('setpriv', ['--version']).status === 0 ? ['setpriv', '--pdeathsig', 'TERM', 'Xvfb'] : ['Xvfb']
    const [command, ...before] = wrapped
    const server = spawn(
      command,
      [...before, '-displayfd', '3', '-screen', '0', '1920x1080x24', '-ac', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
    )
    let complaint = ''
    server.stderr.on('data', (chunk) => {
      complaint = (complaint + chunk).slice(-2000)
    })
    const stop = () => server.kill('SIGTERM')
    process.once('exit', stop)
    server.once('error', (error) => reject(new Error(`Xvfb does not start: ${error.message}`)))
    server.once('exit', (code) => reject(new Error(`Xvfb ended (${code}): ${complaint.trim()}`)))
    let answer = ''
    server.stdio[3].on('data', (chunk) => {
      answer += chunk
      if (answer.endsWith('\n')) resolve({ display: `:${answer.trim()}`, stop })
    })
  })
}
