export { formatDate, formatDay, formatRelative } from './dates.ts';
export { initials } from './initials.ts';
export { formatUsd, formatUsdRange } from './money.ts';
export { formatBytes, formatCount, formatCountOf, formatPercent } from './numbers.ts';
export {
  formatClock,
  formatClockTenths,
  formatDuration,
  formatGap,
  formatSeconds,
  none,
} from './times.ts';
