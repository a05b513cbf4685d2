import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { QuietHours } from '../../../src/contract/quiet-hours.js';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { FormFailure } from './form-failure.js';
import { Switch } from './switch.js';

const AT_FIRST = { from: '22:00', to: '07:00' };

/** Hours in which no device of the person makes itself heard; kept on the server, in the time zone of where they were set. */
export function QuietHoursChoice(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const hours = useChat((state) => state.quietHours);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (next: Pick<QuietHours, 'from' | 'to'> | null): Promise<void> => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    setFailure(await client.notifications.setQuietHours(next && { ...next, timeZone }));
  };
  return (
    <div className="flex flex-col gap-3">
      <FormFailure failure={failure} />
      <Switch
        label={i18n._('notifications.quiet')}
        hint={i18n._('notifications.quiet.hint')}
        on={hours !== null}
        onChange={(on) => void change(on ? AT_FIRST : null)}
      />
      {hours && <Hours hours={hours} onChange={(next) => void change(next)} />}
    </div>
  );
}

interface HoursProps {
  hours: QuietHours;
  onChange: (hours: Pick<QuietHours, 'from' | 'to'>) => void;
}

/** Told when a field is left: while a time is typed it is many other times. */
function Hours({ hours, onChange }: HoursProps): ReactNode {
  const { i18n } = useLingui();
  const [times, setTimes] = useState({ from: hours.from, to: hours.to });
  useEffect(() => {
    setTimes({ from: hours.from, to: hours.to });
  }, [hours.from, hours.to]);
  const leave = (): void => {
    const { from, to } = times;
    if (from === '' || to === '') setTimes({ from: hours.from, to: hours.to });
    else if (from !== hours.from || to !== hours.to) onChange(times);
  };
  const field = (name: 'from' | 'to') => ({
    value: times[name],
    onLeave: leave,
    onChange: (value: string) => {
      setTimes({ ...times, [name]: value });
    },
  });
  return (
    <div className="flex flex-wrap gap-4">
      <Time label={i18n._('notifications.quiet.from')} {...field('from')} />
      <Time label={i18n._('notifications.quiet.to')} {...field('to')} />
    </div>
  );
}

interface TimeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
}

function Time({ label, value, onChange, onLeave }: TimeProps): ReactNode {
  const id = useId();
  return (
    <div className="flex min-w-32 flex-1 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="time"
        className="input"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onBlur={onLeave}
      />
    </div>
  );
}
