/** From and to are times of the day like `22:00`, as a clock in the time zone (`Europe/Berlin`) shows them. */
export interface QuietHours {
  from: string;
  to: string;
  timeZone: string;
}

/** Whether nobody should be disturbed now. `from` belongs to the quiet hours, `to` does not; they may go over midnight. */
export function isQuiet(hours: QuietHours | null, now: number): boolean {
  if (hours === null) return false;
  const { from, to, timeZone } = hours;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const time = clock.format(now);
  return from < to ? from <= time && time < to : from <= time || time < to;
}
