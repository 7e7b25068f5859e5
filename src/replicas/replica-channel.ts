/** What a channel hands to the bus. */
export interface ChannelListener {
  /** A text of any replica, this one's included. */
  received(text: string): void;
  /** The channel is back after a gap: what was sent meanwhile is lost. */
  reconnected(): void;
}

/** The way between replicas. Nothing here throws: without the way, replicas do without each other. */
export interface ReplicaChannel {
  /** Resolves after the first try to connect, whatever came of it. */
  open(listener: ChannelListener): Promise<void>;
  /** Sends, or drops when there is no way. Up to 7,999 bytes. */
  send(text: string): void;
  /** Ids of the replicas that live now, this one's included; as last known while there is no way. */
  replicas(): Promise<readonly string[]>;
  close(): Promise<void>;
}
