import { useLocation, useSearch } from 'wouter';

export interface Asked {
  q: string;
  /** The one channel to look in; empty for all. */
  channelId: string;
}

/** What is looked for stands in the address: Back and a reload find it again. */
export function useSearchAddress(): [Asked, (asked: Asked) => void] {
  const address = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const asked = { q: address.get('q') ?? '', channelId: address.get('in') ?? '' };
  const ask = (next: Asked): void => {
    navigate(searchAddress(next), { replace: true });
  };
  return [asked, ask];
}

export function searchAddress({ q, channelId }: Asked): string {
  const address = new URLSearchParams({ ...(q !== '' && { q }), ...(channelId !== '' && { in: channelId }) });
  return address.size === 0 ? '/search' : `/search?${address}`;
}
