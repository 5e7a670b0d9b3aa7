import {
  CloudUpload,
  Coins,
  HardDrive,
  KeyRound,
  Palette,
  PlugZap,
  Server,
  Stethoscope,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { DataSection } from './data-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { EgressSection } from './egress-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PricesSection } from './prices-section.tsx';
import { ProvidersSection } from './providers-section.tsx';

export interface Section {
  /** In the address. */
  id: string;
  label: string;
  icon: LucideIcon;
  Body: ComponentType<{ view: SettingsView }>;
}

/** The sections, from top to bottom. */
export const sections: [Section, ...Section[]] = [
  { id: 'connection', label: 'Connection', icon: PlugZap, Body: ConnectionSection },
  { id: 'providers', label: 'Providers', icon: Server, Body: ProvidersSection },
  { id: 'keys', label: 'Keys', icon: KeyRound, Body: KeysSection },
  { id: 'prices', label: 'Prices', icon: Coins, Body: PricesSection },
  { id: 'egress', label: 'Egress', icon: CloudUpload, Body: EgressSection },
  { id: 'data', label: 'Data', icon: HardDrive, Body: DataSection },
  { id: 'appearance', label: 'Appearance', icon: Palette, Body: AppearanceSection },
  { id: 'diagnostics', label: 'Diagnostics', icon: Stethoscope, Body: DiagnosticsSection },
];
