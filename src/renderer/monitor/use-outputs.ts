import { useEffect, useState } from 'react';
import { canChooseOutput } from './mixer.ts';

/** A place where sound can go. */
export interface Output {
  id: string;
  label: string;
}

/**
 * The output devices that may be chosen: none where the browser can't choose, or where it doesn't tell
 * their names (it does so only for pages with a permission).
 */
export function useOutputs(): readonly Output[] {
  const [outputs, setOutputs] = useState<readonly Output[]>([]);
  useEffect(() => {
    if (!canChooseOutput || !('mediaDevices' in navigator)) return;
    const { mediaDevices } = navigator;
    let mounted = true;
    const look = async () => {
      const devices = await mediaDevices.enumerateDevices().catch(() => []);
      if (mounted) setOutputs(namedOutputs(devices));
    };
    const changed = () => void look();
    changed();
    mediaDevices.addEventListener('devicechange', changed);
    return () => {
      mounted = false;
      mediaDevices.removeEventListener('devicechange', changed);
    };
  }, []);
  return outputs;
}

function namedOutputs(devices: readonly MediaDeviceInfo[]): Output[] {
  return devices
    .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId && label)
    .filter(({ deviceId }) => deviceId !== 'default')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
