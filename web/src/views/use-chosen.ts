import { useEffect, useState } from 'react';

interface Chosen<Value> {
  read: () => Value;
  choose: (value: Value) => void;
  /** Tells when another tab chose. @returns the way to stop */
  onElsewhere: (tell: () => void) => () => void;
}

/** What is chosen in this browser, be it in another tab, and the way to choose; the three must stay the same functions. */
export function useChosen<Value>({ read, choose, onElsewhere }: Chosen<Value>): [Value, (value: Value) => void] {
  const [chosen, setChosen] = useState(read);
  useEffect(
    () =>
      onElsewhere(() => {
        setChosen(read);
      }),
    [read, onElsewhere],
  );
  return [
    chosen,
    (value) => {
      choose(value);
      setChosen(() => value);
    },
  ];
}
