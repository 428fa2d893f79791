import { contextBridge, ipcRenderer } from 'electron'
import { bridgeName, portMessage } from '../contract/bridge'

/** The page gets one function; main checks who asks and what. */
contextBridge.exposeInMainWorld(bridgeName, (kind: string, input: unknown) => ipcRenderer.invoke(bridgeName, kind, input))

/** The core's port goes on to the page, which alone can hold it: it cannot cross the context bridge. */
ipcRenderer.on(portMessage, (event) => window.postMessage(portMessage, window.location.origin, event.ports))
