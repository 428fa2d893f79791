import { bridgeName, type BridgeCall } from '../../contract/bridge'

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser. */
    [bridgeName]?: BridgeCall
  }
}

/** The desktop window's one function, or undefined where the program is shown in a browser. */
export const bridge: BridgeCall | undefined = window[bridgeName]

export type Carrier = 'window' | 'browser'
export const carrier: Carrier = bridge ? 'window' : 'browser'
