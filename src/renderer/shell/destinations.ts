import {
  AudioLines,
  BookOpen,
  Library,
  Play,
  Settings,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { DesktopCommand } from '../../contract/rpc.ts';

/** A page that the sidebar names. */
export interface Destination {
  name: Exclude<DesktopCommand, 'palette' | 'shortcuts'>;
  label: string;
  href: string;
  icon: LucideIcon;
  /** Goes there from anywhere. */
  keys: string;
}

/** The sidebar, from top to bottom. */
export const destinations: readonly Destination[] = [
  { name: 'run', label: 'Run', href: '/', icon: Play, keys: 'g r' },
  { name: 'live', label: 'Live', href: '/live', icon: AudioLines, keys: 'g v' },
  { name: 'library', label: 'Library', href: '/library', icon: Library, keys: 'g l' },
  { name: 'personas', label: 'Personas', href: '/personas', icon: Users, keys: 'g p' },
  { name: 'scenarios', label: 'Scenarios', href: '/scenarios', icon: BookOpen, keys: 'g c' },
  { name: 'settings', label: 'Settings', href: '/settings', icon: Settings, keys: 'g s' },
];

/** Whether a path belongs to a destination: its own page or one below it. */
export function isWithin(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
