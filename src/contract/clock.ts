/**
 * Times between the processes of one machine are `monotonicMs`: milliseconds (float) of the
 * operating system's monotonic clock, which all processes of the machine share. Node only.
 */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
