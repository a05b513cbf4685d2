import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';
import type { ChannelState } from '../state/model.js';
import { useClient } from './client-context.js';

/** What stands above the first row: the beginning, a page on its way, or one that could not be fetched. */
export function TimelineStart({ channel }: { channel: ChannelState }): ReactNode {
  const client = useClient();
  const { failedLoading, loaded, before } = channel;
  if (failedLoading) {
    return (
      <div role="alert" className="flex flex-wrap items-center justify-center gap-3 p-4 text-danger">
        <Trans id="timeline.failed" />
        <button
          type="button"
          className="button"
          onClick={() => {
            client.load(channel.view.id, failedLoading);
          }}
        >
          <Trans id="timeline.again" />
        </button>
      </div>
    );
  }
  return (
    <p className="px-4 py-6 text-center text-sm text-quiet">
      {!loaded ? (
        <Trans id="timeline.loading" />
      ) : before !== null ? (
        <Trans id="timeline.older" />
      ) : (
        <Beginning channel={channel} />
      )}
    </p>
  );
}

function Beginning({ channel }: { channel: ChannelState }): ReactNode {
  return channel.rows.length === 0 ? <Trans id="timeline.empty" /> : <Trans id="timeline.beginning" />;
}
