import { createContext, use } from 'react';

/** Only the row that Tab leads to lets Tab go on to what is in it: a long timeline would be an endless line of stops. */
export const RowTabIndex = createContext<0 | -1>(0);

export function useRowTabIndex(): 0 | -1 {
  return use(RowTabIndex);
}
